import type { Position } from './position.ts'
import type { Unit } from './unit.ts'

/** A post that somebody holds today. */
export interface Post {
  readonly position: Position
  readonly unit: Unit
}

/** Somebody for whom another stands in for a period; both names are recorded. */
export interface Deputyship {
  readonly principalId: number
  readonly principalName: string
  readonly posts: readonly Post[]
}

/** What a person is today: everything they see and decide follows from it (Art. 2). */
export interface Standing {
  readonly personId: number
  readonly name: string
  /** False from the day a person left the bank: such a person decides nothing. */
  readonly active: boolean
  readonly posts: readonly Post[]
  readonly deputyFor: readonly Deputyship[]
}

/** A person's own posts and, for the period, those of whom they stand in for: what can be decided can be seen. */
export function postsInHand({ posts, deputyFor }: Standing): readonly Post[] {
  return [...posts, ...deputyFor.flatMap((deputyship) => deputyship.posts)]
}

/** Whether any of the posts is one of the positions, at the unit if one is named. */
export function holdsPost(posts: readonly Post[], positions: readonly Position[], unitId?: number): boolean {
  return posts.some((post) => positions.includes(post.position) && (unitId === undefined || post.unit.id === unitId))
}

/** Whether the person works at head office, at the branch, or below it: the reach of an eye over a unit (Art. 2). */
export function reaches(posts: readonly Post[], unit: Unit): boolean {
  return posts.some(
    (post) =>
      post.unit.level === 'head_office' ||
      post.unit.id === unit.id ||
      (post.unit.level === 'branch' && post.unit.id === unit.branchId),
  )
}
