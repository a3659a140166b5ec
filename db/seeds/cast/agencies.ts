import { type Organization, person } from './person.ts'

/** What each member unit answers for (the coverage of the 2012 plan). */
export const coverage: readonly {
  agency: string
  office?: boolean
  sectors?: string[]
  ownerships?: string[]
  districts?: string[]
  listings?: string[]
  scales?: string[]
  reviewsList?: boolean
  note: string
}[] = [
  { agency: 'culture', office: true, note: '联席会议办公室' },
  { agency: 'culture', sectors: ['R86', 'R87', 'C23'], note: '新闻出版、印刷' },
  { agency: 'culture', listings: ['listed'], note: '上市公司信息披露' },
  { agency: 'culture', sectors: ['J67', 'J68'], note: '证券、保险' },
  { agency: 'economy', ownerships: ['state_owned'], scales: ['large'], note: '市属大型国有企业' },
  { agency: 'finance', sectors: ['S'], note: '办公经费' },
  { agency: 'commerce', ownerships: ['foreign_invested', 'joint'], note: '外商投资和外贸企业' },
  { agency: 'science', sectors: ['I', 'M74'], reviewsList: true, note: '推荐名录、技术培训' },
  { agency: 'market', sectors: ['L72'], note: '广告业摸底、登记数据' },
  { agency: 'banking', sectors: ['J66'], note: '银行业' },
  { agency: 'federation', ownerships: ['private'], scales: ['large', 'medium'], note: '大中型民营企业' },
  { agency: 'federation', listings: ['pre_ipo'], note: '拟上市企业' },
  { agency: 'south', districts: ['370202'], note: '市南区企业' },
  { agency: 'harbor', districts: ['370211'], note: '临港区企业' },
  { agency: 'westmark', districts: ['370281', '370283'], note: '西州、平原企业' },
  { agency: 'sunwall', districts: ['370203', '370212', '370213', '370214'], note: '城阳等区企业' },
]

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
