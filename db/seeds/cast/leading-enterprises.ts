import { type Organization, person } from './person.ts'

/** The leading roles: enterprises whose people have names and parts of their own. */
export const leading: readonly Organization[] = [
  {
    key: 'jinghe',
    kind: 'enterprise',
    name: '海曲精和机械制造有限公司',
    nameEn: 'Jinghe Machinery',
    code: 'MADEM001',
    district: '370211',
    sector: 'C34',
    ownership: 'private',
    scale: 'medium',
    headcount: 260,
    people: [
      person('assetManager', '林晓', 'lin@jinghe', ['asset_manager'], { shown: true, department: '信息部' }),
      person('buyer', '陈立', 'chen@jinghe', ['buyer'], { shown: true, department: '采购部' }),
      person('approver', '王振华', 'wang@jinghe', ['approver', 'signatory'], {
        shown: true,
        department: '总经办',
      }),
    ],
  },
  {
    key: 'lantu',
    kind: 'enterprise',
    name: '蓝图建筑设计院有限公司',
    nameEn: 'Lantu Architects',
    code: 'MADEM002',
    district: '370202',
    sector: 'M74',
    ownership: 'private',
    scale: 'small',
    headcount: 90,
    listing: 'pre_ipo',
    people: [
      person('lantuBuyer', '苏蓝', 'su@lantu', ['buyer', 'asset_manager']),
      person('lantuApprover', '顾图南', 'gu@lantu', ['approver', 'signatory']),
    ],
  },
  {
    key: 'northport',
    kind: 'enterprise',
    name: '海曲港务集团有限公司',
    nameEn: 'Haiqu Port Group',
    code: 'MADEM003',
    district: '370211',
    sector: 'G55',
    ownership: 'state_owned',
    scale: 'large',
    headcount: 3200,
    people: [
      person('portManager', '程远航', 'cheng@port', ['asset_manager', 'buyer']),
      person('portApprover', '方正', 'fang@port', ['approver', 'signatory']),
    ],
  },
  {
    key: 'harborfoods',
    kind: 'enterprise',
    name: '海曲远帆食品有限公司',
    nameEn: 'Harbor Foods',
    code: 'MADEM004',
    district: '370211',
    sector: 'C13',
    ownership: 'foreign_invested',
    scale: 'medium',
    headcount: 410,
    people: [
      person('foodsBuyer', 'Anna Berg', 'anna@harborfoods', ['buyer', 'asset_manager'], {
        locale: 'en',
        shown: true,
      }),
      person('foodsApprover', '马腾', 'ma@harborfoods', ['approver', 'signatory']),
    ],
  },
]
