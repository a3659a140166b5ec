import { type Organization, person } from './person.ts'

const vendor = (
  key: string,
  name: string,
  nameEn: string,
  code: string,
  rep: [string, string],
  shown = false,
): Organization => ({
  key,
  kind: 'vendor',
  name,
  nameEn,
  code,
  district: '370212',
  sector: 'I65',
  ownership: 'private',
  scale: 'medium',
  people: [person(`${key}Rep`, rep[0], `${rep[1]}@${key}`, ['vendor', 'signatory'], { shown })],
})

export const vendors: readonly Organization[] = [
  vendor(
    'yunfan',
    '海曲云帆软件服务有限公司',
    'Yunfan Software Services',
    'MADEMG01',
    ['宋云帆', 'song'],
    true,
  ),
  vendor(
    'shuguang',
    '曙光正版软件供应链有限公司',
    'Shuguang Genuine Software Supply',
    'MADEMG02',
    ['白曙', 'bai'],
    true,
  ),
  vendor('qihang', '启航信息技术有限公司', 'Qihang Information Technology', 'MADEMG03', ['祁航', 'qi']),
  vendor('lanhai', '蓝海数码科技有限公司', 'Lanhai Digital', 'MADEMG04', ['蓝天', 'lan']),
  vendor('jinshanxing', '金杉办公软件股份有限公司', 'Jinshan-Cedar Office Software', 'MADEMG05', [
    '金杉',
    'jin',
  ]),
  vendor('anxun', '安迅网络安全有限公司', 'Anxun Network Security', 'MADEMG06', ['安迅', 'an']),
  vendor('tuxing', '图行工业设计软件有限公司', 'Tuxing Industrial Design Software', 'MADEMG07', [
    '涂星',
    'tu',
  ]),
  vendor('zhongdun', '中盾安全软件有限公司', 'Zhongdun Security Software', 'MADEMG08', ['钟盾', 'zhong']),
  vendor('qilin', '麒云操作系统服务有限公司', 'Qiyun Operating Systems', 'MADEMG09', ['齐麟', 'qi.lin']),
  vendor('huaxin', '华信企业软件有限公司', 'Huaxin Enterprise Software', 'MADEMG10', ['华欣', 'hua']),
]
