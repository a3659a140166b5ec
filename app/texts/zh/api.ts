import type { ApiPart, ApiPath } from '~/program/api'

/** The public interface for machines. */
export const apiTexts = {
  title: '开放接口',
  lead: '无需登录即可读取的公开数据。内容可自由再利用，请注明来源。',
  rules: '约定',
  ruleList: [
    '只读，使用 GET；地址中以冒号开头的部分换成实际编号。',
    'JSON 使用 UTF-8；金额以分为单位的整数或带两位小数的元表示，字段名写明；时间带时区（ISO 8601）。',
    'CSV 使用 UTF-8（带 BOM），首行为列名，语言随 Accept-Language 或语言选择。',
    'OCDS 列表每次一百条，下一页地址在 Link 头中（RFC 8288）；已发布的版本不再改变，可长期缓存。',
    '请求过快时返回 429 或 503，并在 Retry-After 头中说明多久后再试。',
  ],
  example: '例子',
  address: '地址',
  what: '内容',
  format: '格式',
  parts: {
    rounds: '采购轮次与公告',
    catalog: '目录与价格',
    compliance: '合规与督查',
    mediation: '调解',
    audit: '审计日志',
  } satisfies Record<ApiPart, string>,
  paths: {
    'ocds/releases': '按发布次序的开放采购数据（OCDS 1.1）',
    'ocds/releases/:release.json': '一个版本，永不改变',
    'ocds/records/:ocid.json': '一个轮次的全部版本和汇编版本',
    'rounds.csv': '公开轮次清单',
    'rounds.atom': '已发布轮次（Atom）',
    'rounds/:roundId/timeline.json': '一个轮次的公开事件及其在签名日志中的位置',
    'rounds/:roundId/notice.json': '已发布公告的原文字节，可计算摘要',
    'rounds/:roundId/sealing.txt': '不用本站脚本怎样制作密封信封',
    'rounds/:roundId/award/:proof.json': '定标证书或输入，可独立复算',
    'catalog.csv': '软件目录',
    'prices/products/:slug/history.csv': '一个产品的集中采购价格历史',
    'prices/classes/:code/history.csv': '一类产品的集中采购价格历史',
    'blacklist.csv': '此刻公开的黑名单',
    'inspection-campaigns/:campaignId/draw.json': '督查抽取的种子和名册，可独立重算',
    '.well-known/certificate-keys.json': '正版授权证明的验证公钥（JWK）',
    'mediators.csv': '调解员名册',
    'mediation/statistics.csv': '冻结的调解统计，少于 5 件不公开',
    'audit/checkpoint': '最新的签名检查点',
    'audit/checkpoints/:size': '某一长度的签名检查点',
    'audit/proof': '一个条目在日志中的证明（?leaf=&size=）',
    'audit/consistency': '旧日志是新日志开头的证明（?from=&to=）',
  } satisfies Record<ApiPath, string>,
} as const

export const apiTitles = { 'program.api': '开放接口' } as const
