import { describe, expect, test } from 'vitest'
import { levelOfPosition, positions } from '../../../src/domain/organisation/position.ts'
import { holdsPost, postsInHand, reaches } from '../../../src/domain/organisation/standing.ts'
import { levelAbove } from '../../../src/domain/organisation/unit.ts'
import { headOffice, north, northGate, northLake, post, south, southGate } from '../sample.ts'

test('the posts sit where the guideline puts them', () => {
  expect(positions.map((position) => levelOfPosition[position])).toEqual([
    'sub_branch',
    'sub_branch',
    'branch',
    'branch',
    'head_office',
    'head_office',
    'head_office',
    'any',
  ])
})

test('head office, branch, sub-branch: each below the one before (Art. 2)', () => {
  expect(levelAbove).toEqual({ head_office: null, branch: 'head_office', sub_branch: 'branch' })
})

describe('holding a post', () => {
  const posts = [post('client_manager', northGate), post('branch_officer', south)]

  test('post and unit must belong together', () => {
    expect(holdsPost(posts, ['client_manager'], northGate.id)).toBe(true)
    expect(holdsPost(posts, ['branch_officer'], northGate.id)).toBe(false)
    expect(holdsPost(posts, ['client_manager'], south.id)).toBe(false)
    expect(holdsPost(posts, ['branch_president', 'branch_officer'])).toBe(true)
  })

  test('no positions means nobody', () => {
    expect(holdsPost(posts, [])).toBe(false)
    expect(holdsPost([], ['client_manager'])).toBe(false)
  })
})

describe('how far an eye reaches', () => {
  test.each([
    ['head office sees everything', headOffice, [headOffice, north, northGate, south, southGate]],
    ['a branch sees itself and its sub-branches', north, [north, northGate, northLake]],
    ['a sub-branch sees itself', northGate, [northGate]],
  ])('%s', (_title, from, seen) => {
    const everywhere = [headOffice, north, northGate, northLake, south, southGate]
    const reached = everywhere.filter((unit) => reaches([post('administrator', from)], unit))
    expect(reached).toEqual(everywhere.filter((unit) => from === headOffice || seen.includes(unit)))
  })

  test('a deputy has the absent person’s posts in hand beside their own', () => {
    const [own, principal] = [post('client_manager', northGate), post('branch_president', south)]
    const deputyFor = [{ principalId: 2, principalName: '乙', posts: [principal] }]
    const standing = { personId: 1, name: '甲', active: true, posts: [own], deputyFor }
    expect(postsInHand(standing)).toEqual([own, principal])
    expect(reaches(postsInHand(standing), southGate)).toBe(true)
    expect(reaches(standing.posts, southGate)).toBe(false)
  })

  test('two posts in two units reach both; no post reaches nothing', () => {
    const both = [post('client_manager', northGate), post('client_manager', southGate)]
    expect([northGate, southGate, north].map((unit) => reaches(both, unit))).toEqual([true, true, false])
    expect(reaches([], headOffice)).toBe(false)
  })
})
