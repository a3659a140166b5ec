import type { MemberRole } from '../../../app/kernel/role.ts'

export type Person = {
  /** What a test calls this person. */
  key: string
  name: string
  mail: string
  roles: readonly MemberRole[]
  department?: string
  /** Stands on the demo's sign-in page: one per role. */
  shown?: boolean
  locale?: 'zh' | 'en'
}

export type Organization = {
  key: string
  kind: 'enterprise' | 'vendor' | 'agency' | 'mediation_body'
  name: string
  nameEn?: string
  /** Eight symbols of the organization code; the check characters follow. */
  code: string
  district: string
  sector?: string
  ownership?: 'state_owned' | 'private' | 'foreign_invested' | 'joint'
  scale?: 'large' | 'medium' | 'small' | 'micro'
  listing?: 'none' | 'pre_ipo' | 'listed'
  headcount?: number
  state?: 'verified' | 'submitted' | 'unverified'
  people: readonly Person[]
}

export const person = (
  key: string,
  name: string,
  mail: string,
  roles: readonly MemberRole[],
  more: Partial<Person> = {},
): Person => ({
  key,
  name,
  mail: `${mail}.example`,
  roles,
  ...more,
})
