import { expect, test } from 'vitest'
import { newObstacles, type Obstacle } from '../../../src/domain/team/obstacle.ts'

test('an obstacle is told once: again only for another step, person or reason', () => {
  const stays: Obstacle = { step: 'remove', error: 'restricted_action', userId: 'U1' }
  const others: Obstacle[] = [
    { ...stays, userId: 'U2' },
    { ...stays, error: 'user_not_found' },
    { step: 'rename', error: 'restricted_action' },
  ]
  expect(newObstacles([stays], [stays])).toEqual([])
  expect(newObstacles([stays], [stays, ...others])).toEqual(others)
  expect(newObstacles([stays], [])).toEqual([])
})
