import type { MemberRole } from '../../app/kernel/role.ts'

// The demo market plays in Haiqu 海曲, a city that does not exist; the codes are those of a real one, so that they
// pass every check. Nobody here exists: organization codes begin with MADEM, mail addresses end in .example.

/** Everyone's password in the demo market. */
export const demoPassword = 'haiqu-harbor-2026'

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

export const districts = [
  ['370202', '海曲市南区', 'Haiqu South'],
  ['370203', '海曲市北区', 'Haiqu North'],
  ['370211', '海曲临港区', 'Harbor District'],
  ['370212', '海曲东山区', 'East Hill'],
  ['370213', '海曲河湾区', 'River Bend'],
  ['370214', '海曲城阳区', 'Sunwall'],
  ['370281', '海曲西州市', 'Westmark'],
  ['370283', '海曲平原市', 'Plainfield'],
] as const

export const sectors = [
  ['A', '农、林、牧、渔业', 'Agriculture, forestry, animal husbandry and fishery'],
  ['C', '制造业', 'Manufacturing'],
  ['C13', '农副食品加工业', 'Processing of farm products'],
  ['C17', '纺织业', 'Textiles'],
  ['C23', '印刷和记录媒介复制业', 'Printing and reproduction of media'],
  ['C27', '医药制造业', 'Pharmaceuticals'],
  ['C33', '金属制品业', 'Metal products'],
  ['C34', '通用设备制造业', 'General machinery'],
  ['C35', '专用设备制造业', 'Special machinery'],
  ['C36', '汽车制造业', 'Motor vehicles'],
  ['C37', '铁路、船舶等运输设备制造业', 'Railway, ship and other transport equipment'],
  ['C39', '计算机、通信和其他电子设备制造业', 'Computers, communication and electronics'],
  ['D44', '电力、热力生产和供应业', 'Electricity and heat'],
  ['E', '建筑业', 'Construction'],
  ['E48', '土木工程建筑业', 'Civil engineering'],
  ['F51', '批发业', 'Wholesale'],
  ['F52', '零售业', 'Retail'],
  ['G55', '水上运输业', 'Water transport'],
  ['G59', '装卸搬运和仓储业', 'Loading and storage'],
  ['H61', '住宿业', 'Accommodation'],
  ['I', '信息传输、软件和信息技术服务业', 'Information transmission, software and information technology'],
  ['I65', '软件和信息技术服务业', 'Software and information technology services'],
  ['J66', '货币金融服务', 'Monetary and financial services'],
  ['J67', '资本市场服务', 'Capital market services'],
  ['J68', '保险业', 'Insurance'],
  ['K70', '房地产业', 'Real estate'],
  ['L72', '商务服务业(含广告)', 'Business services, advertising'],
  ['M74', '专业技术服务业', 'Professional and technical services'],
  ['N78', '公共设施管理业', 'Public facilities'],
  ['P83', '教育', 'Education'],
  ['Q84', '卫生', 'Health'],
  ['R86', '新闻和出版业', 'Press and publishing'],
  ['R87', '广播、电视、电影和录音制作业', 'Broadcasting, film and sound'],
  ['S', '公共管理、社会保障和社会组织', 'Public administration'],
] as const

/** What each member unit answers for (the coverage of the 2012 plan). */
export const coverage: readonly {
  agency: string
  office?: boolean
  sectors?: string[]
  ownerships?: string[]
  districts?: string[]
  listings?: string[]
  scales?: string[]
  note: string
}[] = [
  { agency: 'culture', office: true, note: '联席会议办公室' },
  { agency: 'culture', sectors: ['R86', 'R87', 'C23'], note: '新闻出版、印刷' },
  { agency: 'culture', listings: ['listed'], note: '上市公司信息披露' },
  { agency: 'culture', sectors: ['J67', 'J68'], note: '证券、保险' },
  { agency: 'economy', ownerships: ['state_owned'], scales: ['large'], note: '市属大型国有企业' },
  { agency: 'finance', sectors: ['S'], note: '办公经费' },
  { agency: 'commerce', ownerships: ['foreign_invested', 'joint'], note: '外商投资和外贸企业' },
  { agency: 'science', sectors: ['I', 'M74'], note: '推荐名录、技术培训' },
  { agency: 'market', sectors: ['L72'], note: '广告业摸底、登记数据' },
  { agency: 'banking', sectors: ['J66'], note: '银行业' },
  { agency: 'federation', ownerships: ['private'], scales: ['large', 'medium'], note: '大中型民营企业' },
  { agency: 'federation', listings: ['pre_ipo'], note: '拟上市企业' },
  { agency: 'south', districts: ['370202'], note: '市南区企业' },
  { agency: 'harbor', districts: ['370211'], note: '临港区企业' },
  { agency: 'westmark', districts: ['370281', '370283'], note: '西州、平原企业' },
  { agency: 'sunwall', districts: ['370203', '370212', '370213', '370214'], note: '城阳等区企业' },
]

const person = (
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

export const agencies: readonly Organization[] = [
  {
    key: 'culture',
    kind: 'agency',
    name: '海曲市文化广电新闻出版局',
    nameEn: 'Haiqu Bureau of Culture, Press and Publication',
    code: 'MADEMA01',
    district: '370202',
    sector: 'S',
    people: [
      person('officer', '周明远', 'zhou@culture', ['officer', 'evaluator'], { shown: true }),
      person('officer2', '何静仪', 'he@culture', ['officer', 'evaluator', 'payment'], { shown: true }),
      person('opener1', '石岩', 'shi@culture', ['officer', 'opener']),
    ],
  },
  {
    key: 'science',
    kind: 'agency',
    name: '海曲市科学技术局',
    nameEn: 'Haiqu Science and Technology Bureau',
    code: 'MADEMA02',
    district: '370202',
    sector: 'S',
    people: [
      person('scienceLiaison', '邵文博', 'shao@science', ['liaison', 'evaluator']),
      person('opener2', '乔慧', 'qiao@science', ['opener'], { shown: true }),
    ],
  },
  {
    key: 'audit',
    kind: 'agency',
    name: '海曲市审计局',
    nameEn: 'Haiqu Audit Bureau',
    code: 'MADEMA03',
    district: '370202',
    sector: 'S',
    people: [
      person('auditor', '严正', 'yan@audit', ['auditor'], { shown: true }),
      person('opener3', '柏清', 'bai@audit', ['auditor', 'opener']),
    ],
  },
  {
    key: 'economy',
    kind: 'agency',
    name: '海曲市经济和信息化委员会',
    nameEn: 'Haiqu Economy and IT Commission',
    code: 'MADEMA04',
    district: '370202',
    sector: 'S',
    people: [
      person('economyLiaison', '卢建国', 'lu@economy', ['liaison']),
      person('economyLeader', '童国强', 'tong@economy', ['leader']),
    ],
  },
  {
    key: 'finance',
    kind: 'agency',
    name: '海曲市财政局',
    nameEn: 'Haiqu Finance Bureau',
    code: 'MADEMA05',
    district: '370202',
    sector: 'S',
    people: [person('financeLiaison', '戴敏', 'dai@finance', ['liaison'])],
  },
  {
    key: 'commerce',
    kind: 'agency',
    name: '海曲市商务局',
    nameEn: 'Haiqu Commerce Bureau',
    code: 'MADEMA06',
    district: '370202',
    sector: 'S',
    people: [person('commerceLiaison', '谷雨', 'gu@commerce', ['liaison'])],
  },
  {
    key: 'market',
    kind: 'agency',
    name: '海曲市工商行政管理局',
    nameEn: 'Haiqu Administration for Industry and Commerce',
    code: 'MADEMA07',
    district: '370202',
    sector: 'S',
    people: [
      person('inspector', '龙卫东', 'long@market', ['inspector', 'liaison'], { shown: true }),
      person('inspector2', '尤佳', 'you@market', ['inspector']),
      person('inspector3', '蒲思源', 'pu@market', ['inspector']),
    ],
  },
  {
    key: 'banking',
    kind: 'agency',
    name: '海曲银行业监管分局',
    nameEn: 'Haiqu Banking Regulator',
    code: 'MADEMA08',
    district: '370202',
    sector: 'S',
    people: [person('bankingLiaison', '封雅', 'feng@banking', ['liaison'])],
  },
  {
    key: 'federation',
    kind: 'agency',
    name: '海曲市工商业联合会',
    nameEn: 'Haiqu Federation of Industry and Commerce',
    code: 'MADEMA09',
    district: '370202',
    sector: 'S',
    people: [person('federationLiaison', '倪红', 'ni@federation', ['liaison'])],
  },
  {
    key: 'south',
    kind: 'agency',
    name: '海曲市市南区文化局',
    nameEn: 'Haiqu South Culture Office',
    code: 'MADEMA10',
    district: '370202',
    sector: 'S',
    people: [person('southLiaison', '路遥远', 'lu@south', ['liaison'])],
  },
  {
    key: 'harbor',
    kind: 'agency',
    name: '海曲市临港区文化局',
    nameEn: 'Harbor District Culture Office',
    code: 'MADEMA11',
    district: '370211',
    sector: 'S',
    people: [
      person('liaison', '姜海燕', 'jiang@harbor', ['liaison'], { shown: true }),
      person('leader', '钟立新', 'zhong@harbor', ['leader'], { shown: true }),
    ],
  },
  {
    key: 'westmark',
    kind: 'agency',
    name: '海曲市西州市文化局',
    nameEn: 'Westmark Culture Office',
    code: 'MADEMA12',
    district: '370281',
    sector: 'S',
    people: [person('westmarkLiaison', '穆青', 'mu@westmark', ['liaison'])],
  },
  {
    key: 'sunwall',
    kind: 'agency',
    name: '海曲市城阳区文化局',
    nameEn: 'Sunwall Culture Office',
    code: 'MADEMA13',
    district: '370214',
    sector: 'S',
    people: [person('sunwallLiaison', '尚可', 'shang@sunwall', ['liaison'])],
  },
]

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

export const mediationBodies: readonly Organization[] = [
  {
    key: 'peopleMediation',
    kind: 'mediation_body',
    name: '海曲市软件版权人民调解委员会',
    nameEn: 'Haiqu People’s Mediation Committee for Software Copyright',
    code: 'MADEMM01',
    district: '370202',
    sector: 'S',
    people: [
      person('registrar', '文书仪', 'wen@mediation', ['registrar', 'head'], { shown: true }),
      person('mediator', '和允中', 'he@mediation', ['mediator'], { shown: true }),
      person('mediator2', '平心', 'ping@mediation', ['mediator']),
    ],
  },
  {
    key: 'commercialMediation',
    kind: 'mediation_body',
    name: '海曲商事调解中心',
    nameEn: 'Haiqu Commercial Mediation Center',
    code: 'MADEMM02',
    district: '370212',
    sector: 'S',
    people: [
      person('registrar2', '景行', 'jing@commercial-mediation', ['registrar', 'head']),
      person('mediator3', '言和', 'yan@commercial-mediation', ['mediator']),
      person('mediator4', '公羊平', 'gongyang@commercial-mediation', ['mediator']),
    ],
  },
]

type Line = [
  name: string,
  nameEn: string,
  district: string,
  sector: string,
  ownership: NonNullable<Organization['ownership']>,
  scale: NonNullable<Organization['scale']>,
  headcount: number,
  more?: Partial<Organization>,
]

// The leading roles have names of their own; the chorus gets one approver, buyer and asset manager in one person.
const leading: readonly Organization[] = [
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

const chorus: readonly Line[] = [
  [
    '海曲鼎盛重工股份有限公司',
    'Dingsheng Heavy Industry',
    '370281',
    'C35',
    'private',
    'large',
    1850,
    { listing: 'listed' },
  ],
  ['海曲宏远汽车零部件有限公司', 'Hongyuan Auto Parts', '370214', 'C36', 'joint', 'large', 1200],
  ['海曲船舶工业有限公司', 'Haiqu Shipyards', '370211', 'C37', 'state_owned', 'large', 2600],
  ['海曲晨曦印务有限公司', 'Chenxi Printing', '370203', 'C23', 'private', 'small', 75],
  ['海曲日报传媒集团有限公司', 'Haiqu Daily Media', '370202', 'R86', 'state_owned', 'large', 1100],
  ['海曲广电网络有限公司', 'Haiqu Broadcast Networks', '370202', 'R87', 'state_owned', 'large', 900],
  ['海曲星光广告传播有限公司', 'Starlight Advertising', '370202', 'L72', 'private', 'micro', 18],
  ['海曲众创广告有限公司', 'Zhongchuang Advertising', '370203', 'L72', 'private', 'small', 46],
  ['海曲彩虹文化传播有限公司', 'Rainbow Culture', '370212', 'L72', 'private', 'micro', 12],
  ['海曲农村商业银行股份有限公司', 'Haiqu Rural Bank', '370283', 'J66', 'private', 'large', 1500],
  ['海曲城市商业银行股份有限公司', 'Haiqu City Bank', '370202', 'J66', 'state_owned', 'large', 2300],
  ['海曲证券有限责任公司', 'Haiqu Securities', '370202', 'J67', 'private', 'medium', 320],
  ['海曲安泰保险经纪有限公司', 'Antai Insurance Brokers', '370202', 'J68', 'private', 'small', 85],
  ['海曲百惠商贸有限公司', 'Baihui Trading', '370203', 'F51', 'private', 'medium', 210],
  [
    '海曲海产进出口有限公司',
    'Haiqu Seafood Import and Export',
    '370211',
    'F51',
    'foreign_invested',
    'medium',
    160,
  ],
  ['海曲家得利超市有限公司', 'Jiadeli Supermarkets', '370203', 'F52', 'private', 'large', 1700],
  ['海曲明珠大酒店有限公司', 'Pearl Hotel', '370202', 'H61', 'joint', 'medium', 380],
  ['海曲东海建设集团有限公司', 'Donghai Construction', '370212', 'E48', 'private', 'large', 2100],
  ['海曲路桥工程有限公司', 'Haiqu Roads and Bridges', '370281', 'E48', 'state_owned', 'large', 1300],
  ['海曲安居置业有限公司', 'Anju Real Estate', '370212', 'K70', 'private', 'medium', 240],
  ['海曲锦绣纺织有限公司', 'Jinxiu Textiles', '370283', 'C17', 'private', 'medium', 560],
  [
    '海曲康源制药有限公司',
    'Kangyuan Pharmaceuticals',
    '370214',
    'C27',
    'private',
    'large',
    980,
    { listing: 'pre_ipo' },
  ],
  ['海曲精铸金属制品有限公司', 'Jingzhu Metal Products', '370281', 'C33', 'private', 'small', 95],
  ['海曲恒力通用机械有限公司', 'Hengli Machinery', '370283', 'C34', 'private', 'medium', 330],
  ['海曲华芯电子有限公司', 'Huaxin Electronics', '370214', 'C39', 'foreign_invested', 'large', 1600],
  ['海曲光电仪器有限公司', 'Haiqu Optics', '370214', 'C39', 'joint', 'medium', 270],
  ['海曲热电有限公司', 'Haiqu Heat and Power', '370213', 'D44', 'state_owned', 'large', 760],
  ['海曲智云科技有限公司', 'Zhiyun Technology', '370212', 'I65', 'private', 'small', 110],
  ['海曲数联信息有限公司', 'Shulian Information', '370212', 'I65', 'private', 'small', 64],
  ['海曲码上软件有限公司', 'Mashang Software', '370212', 'I65', 'private', 'micro', 22],
  [
    '海曲城市规划设计院有限公司',
    'Haiqu Urban Planning Institute',
    '370202',
    'M74',
    'state_owned',
    'medium',
    190,
  ],
  ['海曲检验检测有限公司', 'Haiqu Testing', '370203', 'M74', 'state_owned', 'small', 120],
  ['海曲仓储物流有限公司', 'Haiqu Logistics', '370211', 'G59', 'private', 'medium', 430],
  ['海曲公用事业有限公司', 'Haiqu Public Utilities', '370213', 'N78', 'state_owned', 'large', 880],
  ['海曲育才教育集团有限公司', 'Yucai Education', '370213', 'P83', 'private', 'medium', 350],
  ['海曲仁和医院有限公司', 'Renhe Hospital', '370213', 'Q84', 'private', 'large', 1250],
  ['海曲绿野农业科技有限公司', 'Lüye Agricultural Technology', '370283', 'A', 'private', 'small', 70],
  ['海曲阳光水产有限公司', 'Sunshine Aquaculture', '370281', 'A', 'private', 'small', 88],
  ['海曲利丰五金有限公司', 'Lifeng Hardware', '370281', 'C33', 'private', 'micro', 28],
  ['海曲天成包装印刷有限公司', 'Tiancheng Packaging', '370214', 'C23', 'private', 'medium', 230],
  ['海曲新视界影视制作有限公司', 'New View Film', '370202', 'R87', 'private', 'small', 40],
  ['海曲东方图书发行有限公司', 'Dongfang Books', '370203', 'R86', 'state_owned', 'medium', 260],
  ['海曲永固建材有限公司', 'Yonggu Building Materials', '370283', 'C33', 'private', 'small', 130],
  ['海曲顺达货运代理有限公司', 'Shunda Freight', '370211', 'G59', 'private', 'small', 66],
  ['海曲博远工程咨询有限公司', 'Boyuan Engineering', '370212', 'M74', 'private', 'small', 58],
  ['海曲金辉装饰工程有限公司', 'Jinhui Interior Works', '370213', 'E48', 'private', 'small', 77],
  ['海曲瑞丰种业有限公司', 'Ruifeng Seeds', '370283', 'A', 'joint', 'small', 52],
  ['海曲启明星幼教有限公司', 'Morning Star Kindergartens', '370214', 'P83', 'private', 'small', 140],
  ['海曲泰和医药连锁有限公司', 'Taihe Pharmacies', '370203', 'F52', 'private', 'medium', 420],
  ['海曲海洋装备有限公司', 'Haiqu Marine Equipment', '370211', 'C37', 'foreign_invested', 'medium', 290],
  ['海曲长风模具有限公司', 'Changfeng Molds', '370214', 'C35', 'private', 'small', 115],
  ['海曲九州旅游服务有限公司', 'Jiuzhou Travel', '370202', 'L72', 'private', 'small', 60],
  ['海曲云水环保科技有限公司', 'Yunshui Environmental Technology', '370213', 'N78', 'private', 'small', 82],
  ['海曲天域测绘有限公司', 'Tianyu Surveying', '370212', 'M74', 'private', 'small', 73],
  [
    '海曲新港能源有限公司',
    'New Harbor Energy',
    '370211',
    'D44',
    'joint',
    'medium',
    310,
    { state: 'submitted' },
  ],
  [
    '海曲拓普自动化有限公司',
    'Tuopu Automation',
    '370214',
    'C35',
    'private',
    'small',
    99,
    { state: 'unverified' },
  ],
]

const surnames =
  '赵钱孙李周吴郑冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳'
const givenNames = [
  '文涛',
  '雅琴',
  '志强',
  '丽娜',
  '国栋',
  '晓梅',
  '建平',
  '思远',
  '佳怡',
  '海波',
  '红霞',
  '子轩',
]

const members: readonly Organization[] = chorus.map(
  ([name, nameEn, district, sector, ownership, scale, headcount, more], index) => {
    const key = `member${index + 1}`
    return {
      key,
      kind: 'enterprise',
      name,
      nameEn,
      code: `MADEM${String(index + 101)}`,
      district,
      sector,
      ownership,
      scale,
      headcount,
      ...more,
      people: [
        person(
          `${key}Manager`,
          `${surnames[index % surnames.length]}${givenNames[index % givenNames.length]}`,
          `it@m${index + 101}`,
          ['asset_manager', 'buyer'],
        ),
        person(
          `${key}Approver`,
          `${surnames[(index + 29) % surnames.length]}${givenNames[(index + 5) % givenNames.length]}`,
          `gm@m${index + 101}`,
          ['approver', 'signatory'],
        ),
      ],
    }
  },
)

export const enterprises: readonly Organization[] = [...leading, ...members]

export const organizations: readonly Organization[] = [
  ...agencies,
  ...vendors,
  ...mediationBodies,
  ...enterprises,
]

/** Everyone of the demo market. */
export const cast: readonly Person[] = organizations.flatMap(({ people }) => people)
