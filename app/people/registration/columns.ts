import { listings, ownerships, scales } from '../form'

/** Columns of a register extract and the names under which the register's own exports know them. */
export const registrationColumns = {
  uscc: ['统一社会信用代码', '信用代码', '社会信用代码', 'uscc'],
  name: ['企业名称', '单位名称', '名称', '市场主体名称'],
  name_en: ['英文名称'],
  district: ['行政区划', '行政区划代码', '所属区县', '区县'],
  sector: ['行业', '行业代码', '行业门类', '国民经济行业'],
  ownership: ['所有制', '经济性质', '企业类型'],
  listing: ['上市情况', '上市'],
  scale: ['规模', '企业规模'],
  headcount: ['从业人数', '在职人数', '从业人员'],
  registration: ['登记状态', '经营状态', '企业状态'],
  checked_on: ['核查日期', '登记日期', '数据日期'],
  uscc_reason: ['代码校验说明', '校验说明'],
} as const satisfies Record<string, readonly string[]>

export type RegistrationColumn = keyof typeof registrationColumns
export const registrationNames = Object.keys(registrationColumns) as RegistrationColumn[]

/** Without these there is no row to speak of. */
export const neededColumns = [
  'uscc',
  'name',
  'district',
  'registration',
  'checked_on',
] as const satisfies readonly RegistrationColumn[]

export const registrations = ['active', 'abnormal', 'revoked', 'canceled'] as const

/** What the register says in words, and our code for it. */
export const registrationWords = {
  ownership: words(ownerships, {
    国有: 'state_owned',
    国有企业: 'state_owned',
    民营: 'private',
    私营: 'private',
    民营企业: 'private',
    外商投资: 'foreign_invested',
    外资: 'foreign_invested',
    合资: 'joint',
    中外合资: 'joint',
  }),
  listing: words(listings, { 未上市: 'none', 拟上市: 'pre_ipo', 上市: 'listed', 已上市: 'listed' }),
  scale: words(scales, { 大型: 'large', 中型: 'medium', 小型: 'small', 微型: 'micro' }),
  registration: words(registrations, {
    存续: 'active',
    在营: 'active',
    在业: 'active',
    开业: 'active',
    正常: 'active',
    经营异常: 'abnormal',
    异常: 'abnormal',
    吊销: 'revoked',
    注销: 'canceled',
  }),
}

function words<const Code extends string>(codes: readonly Code[], more: Record<string, NoInfer<Code>>) {
  return new Map<string, Code>([...codes.map((code) => [code, code] as const), ...Object.entries(more)])
}

const plain = (name: string) => name.normalize('NFKC').toLowerCase().replaceAll(/[\s_]/g, '')

/** The column that a head of the file means; null for one that we do not read. */
export function columnOf(head: string): RegistrationColumn | null {
  const asked = plain(head)
  return (
    registrationNames.find((column) =>
      [column, ...registrationColumns[column]].some((name) => plain(name) === asked),
    ) ?? null
  )
}
