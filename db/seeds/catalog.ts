import type { Kysely } from 'kysely'
import type { Database } from '../schema.ts'
import { idOf, orgId, personId } from './people.ts'

type Edition = {
  code: string
  zh: string
  en: string
  /** Reference price in yuan, of a list as resellers publish it; plausible, not an offer. */
  price: number
  metric?: 'device' | 'user' | 'named-user' | 'core-points' | 'client-access'
  term?: 'perpetual' | 'subscription'
  household?: boolean
  min?: number
  /** Equivalence class, and whether the office recommends it. */
  class?: string
  recommended?: boolean
}

type Product = {
  slug: string
  publisher: string
  zh: string
  en: string
  category:
    | 'operating-system'
    | 'office'
    | 'antivirus'
    | 'database'
    | 'design'
    | 'development'
    | 'tool'
    | 'other'
  domestic?: boolean
  brand?: string
  releases?: readonly (readonly [code: string, on?: string])[]
  editions: readonly Edition[]
}

const publishers = [
  ['microsoft', '微软', 'Microsoft', 'US'],
  ['kingsoft', '金山办公', 'Kingsoft Office', 'CN', 'jinshanxing'],
  ['yozo', '永中软件', 'Yozo', 'CN'],
  ['kylin', '麒麟软件', 'KylinSoft', 'CN', 'qilin'],
  ['uniontech', '统信软件', 'UnionTech', 'CN'],
  ['qihoo-360', '奇虎 360', 'Qihoo 360', 'CN'],
  ['qianxin', '奇安信', 'QiAnXin', 'CN'],
  ['huorong', '火绒', 'Huorong', 'CN', 'anxun'],
  ['kaspersky', '卡巴斯基', 'Kaspersky', 'RU'],
  ['symantec', '赛门铁克', 'Symantec', 'US'],
  ['adobe', 'Adobe', 'Adobe', 'US'],
  ['autodesk', '欧特克', 'Autodesk', 'US'],
  ['zwsoft', '中望软件', 'ZWSOFT', 'CN', 'tuxing'],
  ['gstarsoft', '浩辰软件', 'Gstarsoft', 'CN'],
  ['dameng', '达梦数据库', 'Dameng', 'CN'],
  ['kingbase', '人大金仓', 'Kingbase', 'CN'],
  ['oracle', '甲骨文', 'Oracle', 'US'],
  ['jetbrains', 'JetBrains', 'JetBrains', 'CZ'],
  ['winrar', 'win.rar', 'win.rar', 'DE'],
  ['foxit', '福昕软件', 'Foxit', 'CN'],
  ['yonyou', '用友', 'Yonyou', 'CN'],
] as const

const windowsReleases = [
  ['7', '2009-10-22'],
  ['8.1', '2013-10-17'],
  ['10', '2015-07-29'],
  ['11', '2021-10-05'],
] as const
const officeReleases = [
  ['2010', '2010-06-15'],
  ['2013', '2013-01-29'],
  ['2016', '2015-09-22'],
  ['2019', '2018-09-24'],
  ['2021', '2021-10-05'],
  ['2024', '2024-10-01'],
] as const

export const products: readonly Product[] = [
  {
    slug: 'microsoft-windows',
    publisher: 'microsoft',
    zh: 'Windows 操作系统',
    en: 'Microsoft Windows',
    category: 'operating-system',
    releases: windowsReleases,
    editions: [
      { code: 'pro', zh: '专业版', en: 'Pro', price: 1689, class: 'desktop-os' },
      { code: 'enterprise', zh: '企业版', en: 'Enterprise', price: 2098, class: 'desktop-os' },
      { code: 'home', zh: '家庭版', en: 'Home', price: 1088, household: true },
    ],
  },
  {
    slug: 'microsoft-windows-server',
    publisher: 'microsoft',
    zh: 'Windows Server',
    en: 'Microsoft Windows Server',
    category: 'operating-system',
    releases: [
      ['2012', '2012-09-04'],
      ['2016', '2016-10-12'],
      ['2019', '2018-10-02'],
      ['2022', '2021-08-18'],
      ['2025', '2024-11-01'],
    ],
    editions: [
      { code: 'standard', zh: '标准版 16 核', en: 'Standard, 16 cores', price: 7299, metric: 'device' },
      { code: 'datacenter', zh: '数据中心版', en: 'Datacenter', price: 42800, metric: 'device' },
    ],
  },
  {
    slug: 'kylin-desktop',
    publisher: 'kylin',
    zh: '银河麒麟桌面操作系统',
    en: 'Kylin Desktop',
    category: 'operating-system',
    domestic: true,
    releases: [['V10', '2020-08-13']],
    editions: [
      { code: 'standard', zh: '标准版', en: 'Standard', price: 880, class: 'desktop-os', recommended: true },
    ],
  },
  {
    slug: 'uos-desktop',
    publisher: 'uniontech',
    zh: '统信 UOS 桌面操作系统',
    en: 'UOS Desktop',
    category: 'operating-system',
    domestic: true,
    releases: [['20', '2020-01-14']],
    editions: [
      { code: 'pro', zh: '专业版', en: 'Professional', price: 799, class: 'desktop-os', recommended: true },
    ],
  },
  {
    slug: 'kylin-server',
    publisher: 'kylin',
    zh: '银河麒麟服务器操作系统',
    en: 'Kylin Server',
    category: 'operating-system',
    domestic: true,
    releases: [['V10', '2020-08-13']],
    editions: [{ code: 'standard', zh: '标准版', en: 'Standard', price: 4200, recommended: true }],
  },
  {
    slug: 'microsoft-office',
    publisher: 'microsoft',
    zh: 'Microsoft Office',
    en: 'Microsoft Office',
    category: 'office',
    releases: officeReleases,
    editions: [
      { code: 'standard', zh: '标准版', en: 'Standard', price: 3298, class: 'office-suite' },
      {
        code: 'professional-plus',
        zh: '专业增强版',
        en: 'Professional Plus',
        price: 4366,
        class: 'office-suite',
      },
      { code: 'home-business', zh: '家庭和小型企业版', en: 'Home and Business', price: 1798 },
      { code: 'home-student', zh: '家庭和学生版', en: 'Home and Student', price: 798, household: true },
    ],
  },
  {
    slug: 'microsoft-365-apps',
    publisher: 'microsoft',
    zh: 'Microsoft 365 应用',
    en: 'Microsoft 365 Apps',
    category: 'office',
    editions: [
      {
        code: 'enterprise',
        zh: '企业版',
        en: 'Enterprise',
        price: 1008,
        metric: 'user',
        term: 'subscription',
        class: 'office-suite',
      },
      {
        code: 'business',
        zh: '商业版',
        en: 'Business',
        price: 698,
        metric: 'user',
        term: 'subscription',
        class: 'office-suite',
      },
    ],
  },
  {
    slug: 'wps-office',
    publisher: 'kingsoft',
    zh: 'WPS Office',
    en: 'WPS Office',
    category: 'office',
    domestic: true,
    releases: [['2013'], ['2016'], ['2019', '2018-07-02'], ['2023', '2023-04-18']],
    editions: [
      { code: 'pro', zh: '专业版', en: 'Professional', price: 498, class: 'office-suite', recommended: true },
      { code: 'personal', zh: '个人版', en: 'Personal', price: 179, household: true },
    ],
  },
  {
    slug: 'wps-365',
    publisher: 'kingsoft',
    zh: 'WPS 365',
    en: 'WPS 365',
    category: 'office',
    domestic: true,
    editions: [
      {
        code: 'business',
        zh: '商业版',
        en: 'Business',
        price: 365,
        metric: 'user',
        term: 'subscription',
        class: 'office-suite',
        recommended: true,
      },
    ],
  },
  {
    slug: 'yozo-office',
    publisher: 'yozo',
    zh: '永中 Office',
    en: 'Yozo Office',
    category: 'office',
    domestic: true,
    releases: [['2019'], ['2024']],
    editions: [
      {
        code: 'pro',
        zh: '专业版',
        en: 'Professional',
        price: 398,
        class: 'office-suite',
        recommended: true,
      },
    ],
  },
  {
    slug: 'microsoft-visio',
    publisher: 'microsoft',
    zh: 'Microsoft Visio',
    en: 'Microsoft Visio',
    category: 'office',
    releases: officeReleases,
    editions: [
      { code: 'standard', zh: '标准版', en: 'Standard', price: 2588 },
      { code: 'pro', zh: '专业版', en: 'Professional', price: 4988 },
    ],
  },
  {
    slug: 'microsoft-project',
    publisher: 'microsoft',
    zh: 'Microsoft Project',
    en: 'Microsoft Project',
    category: 'office',
    releases: officeReleases,
    editions: [
      { code: 'standard', zh: '标准版', en: 'Standard', price: 5788 },
      { code: 'pro', zh: '专业版', en: 'Professional', price: 9988 },
    ],
  },
  {
    slug: '360-endpoint-security',
    publisher: 'qihoo-360',
    zh: '360 终端安全管理系统',
    en: '360 Endpoint Security',
    category: 'antivirus',
    domestic: true,
    editions: [
      {
        code: 'enterprise',
        zh: '企业版',
        en: 'Enterprise',
        price: 120,
        term: 'subscription',
        class: 'endpoint-protection',
        recommended: true,
      },
    ],
  },
  {
    slug: 'qianxin-tianqing',
    publisher: 'qianxin',
    zh: '奇安信天擎',
    en: 'QiAnXin Tianqing',
    category: 'antivirus',
    domestic: true,
    editions: [
      {
        code: 'enterprise',
        zh: '企业版',
        en: 'Enterprise',
        price: 150,
        term: 'subscription',
        class: 'endpoint-protection',
        recommended: true,
      },
    ],
  },
  {
    slug: 'huorong-endpoint-security',
    publisher: 'huorong',
    zh: '火绒终端安全管理系统',
    en: 'Huorong Endpoint Security',
    category: 'antivirus',
    domestic: true,
    editions: [
      {
        code: 'enterprise',
        zh: '企业版',
        en: 'Enterprise',
        price: 95,
        term: 'subscription',
        class: 'endpoint-protection',
        recommended: true,
      },
    ],
  },
  {
    slug: 'kaspersky-endpoint-security',
    publisher: 'kaspersky',
    zh: '卡巴斯基网络安全解决方案',
    en: 'Kaspersky Endpoint Security',
    category: 'antivirus',
    editions: [
      {
        code: 'standard',
        zh: '标准版',
        en: 'Standard',
        price: 168,
        term: 'subscription',
        class: 'endpoint-protection',
      },
    ],
  },
  {
    slug: 'symantec-endpoint-protection',
    publisher: 'symantec',
    zh: 'Symantec 端点防护',
    en: 'Symantec Endpoint Protection',
    category: 'antivirus',
    editions: [
      {
        code: 'standard',
        zh: '标准版',
        en: 'Standard',
        price: 210,
        term: 'subscription',
        class: 'endpoint-protection',
      },
    ],
  },
  {
    slug: 'adobe-photoshop',
    publisher: 'adobe',
    zh: 'Adobe Photoshop',
    en: 'Adobe Photoshop',
    category: 'design',
    releases: [['2020'], ['2022'], ['2023'], ['2024'], ['2025']],
    editions: [
      { code: 'standard', zh: '团队版', en: 'Team', price: 3180, metric: 'named-user', term: 'subscription' },
    ],
  },
  {
    slug: 'adobe-acrobat',
    publisher: 'adobe',
    zh: 'Adobe Acrobat',
    en: 'Adobe Acrobat',
    category: 'design',
    releases: [['2017'], ['2020'], ['2024']],
    editions: [
      { code: 'pro', zh: '专业版', en: 'Pro', price: 1788, metric: 'named-user', term: 'subscription' },
      {
        code: 'standard',
        zh: '标准版',
        en: 'Standard',
        price: 1288,
        metric: 'named-user',
        term: 'subscription',
      },
    ],
  },
  {
    slug: 'adobe-illustrator',
    publisher: 'adobe',
    zh: 'Adobe Illustrator',
    en: 'Adobe Illustrator',
    category: 'design',
    releases: [['2022'], ['2024'], ['2025']],
    editions: [
      { code: 'standard', zh: '团队版', en: 'Team', price: 3180, metric: 'named-user', term: 'subscription' },
    ],
  },
  {
    slug: 'autodesk-autocad',
    publisher: 'autodesk',
    zh: 'AutoCAD',
    en: 'AutoCAD',
    category: 'design',
    releases: [['2014'], ['2018'], ['2020'], ['2022'], ['2024'], ['2025']],
    editions: [
      {
        code: 'standard',
        zh: '完整版',
        en: 'Full',
        price: 10880,
        metric: 'named-user',
        term: 'subscription',
        class: 'cad-2d',
      },
    ],
  },
  {
    slug: 'zwsoft-zwcad',
    publisher: 'zwsoft',
    zh: '中望 CAD',
    en: 'ZWCAD',
    category: 'design',
    domestic: true,
    releases: [['2022'], ['2024'], ['2025']],
    editions: [
      {
        code: 'pro',
        zh: '专业版',
        en: 'Professional',
        price: 5800,
        class: 'cad-2d',
        recommended: true,
      },
    ],
  },
  {
    slug: 'gstarsoft-gstarcad',
    publisher: 'gstarsoft',
    zh: '浩辰 CAD',
    en: 'GstarCAD',
    category: 'design',
    domestic: true,
    releases: [['2023'], ['2025']],
    editions: [
      {
        code: 'pro',
        zh: '专业版',
        en: 'Professional',
        price: 5200,
        class: 'cad-2d',
        recommended: true,
      },
    ],
  },
  {
    slug: 'dameng-database',
    publisher: 'dameng',
    zh: '达梦数据库',
    en: 'DM Database',
    category: 'database',
    domestic: true,
    releases: [['8']],
    editions: [
      { code: 'standard', zh: '标准版', en: 'Standard', price: 48000, metric: 'device', recommended: true },
    ],
  },
  {
    slug: 'kingbase-es',
    publisher: 'kingbase',
    zh: '金仓数据库',
    en: 'KingbaseES',
    category: 'database',
    domestic: true,
    releases: [['V8'], ['V9']],
    editions: [
      { code: 'standard', zh: '标准版', en: 'Standard', price: 45000, metric: 'device', recommended: true },
    ],
  },
  {
    slug: 'oracle-database',
    publisher: 'oracle',
    zh: 'Oracle 数据库',
    en: 'Oracle Database',
    category: 'database',
    releases: [['12c'], ['19c'], ['21c']],
    editions: [
      { code: 'standard', zh: '标准版 2', en: 'Standard Edition 2', price: 118000, metric: 'device' },
    ],
  },
  {
    slug: 'microsoft-sql-server',
    publisher: 'microsoft',
    zh: 'SQL Server',
    en: 'Microsoft SQL Server',
    category: 'database',
    releases: [['2012'], ['2016'], ['2017'], ['2019'], ['2022']],
    editions: [{ code: 'standard', zh: '标准版', en: 'Standard', price: 7200, metric: 'device' }],
  },
  {
    slug: 'microsoft-visual-studio',
    publisher: 'microsoft',
    zh: 'Visual Studio',
    en: 'Microsoft Visual Studio',
    category: 'development',
    releases: [['2015'], ['2017'], ['2019'], ['2022']],
    editions: [{ code: 'pro', zh: '专业版', en: 'Professional', price: 3800, metric: 'named-user' }],
  },
  {
    slug: 'jetbrains-intellij-idea',
    publisher: 'jetbrains',
    zh: 'IntelliJ IDEA',
    en: 'IntelliJ IDEA',
    category: 'development',
    releases: [['2023'], ['2024'], ['2025']],
    editions: [
      {
        code: 'ultimate',
        zh: '旗舰版',
        en: 'Ultimate',
        price: 4300,
        metric: 'named-user',
        term: 'subscription',
      },
    ],
  },
  {
    slug: 'winrar',
    publisher: 'winrar',
    zh: 'WinRAR',
    en: 'WinRAR',
    category: 'tool',
    editions: [{ code: 'standard', zh: '标准版', en: 'Standard', price: 120 }],
  },
  {
    slug: 'foxit-pdf-editor',
    publisher: 'foxit',
    zh: '福昕高级 PDF 编辑器',
    en: 'Foxit PDF Editor',
    category: 'tool',
    domestic: true,
    editions: [
      {
        code: 'pro',
        zh: '专业版',
        en: 'Professional',
        price: 599,
        class: 'pdf-editor',
        recommended: true,
      },
    ],
  },
  {
    slug: 'yonyou-u8',
    publisher: 'yonyou',
    zh: '用友 U8',
    en: 'Yonyou U8',
    category: 'other',
    domestic: true,
    releases: [['U8+']],
    editions: [
      {
        code: 'standard',
        zh: '标准版 (每用户)',
        en: 'Standard (per user)',
        price: 6800,
        metric: 'named-user',
        recommended: true,
      },
    ],
  },
]

const classes = [
  [
    'desktop-os',
    '桌面操作系统',
    'Desktop operating system',
    'pc',
    '办公电脑上的操作系统，支持国产与通用应用',
  ],
  ['office-suite', '办公软件套件', 'Office suite', 'pc', '文字、表格、演示三件套，可读写通用文档格式'],
  ['endpoint-protection', '终端安全', 'Endpoint protection', 'pc', '统一管理的终端防病毒'],
  ['cad-2d', '二维 CAD', '2D CAD', 'pc', '可读写 DWG 的二维设计软件'],
  ['pdf-editor', 'PDF 编辑', 'PDF editor', 'pc', 'PDF 编辑与转换'],
] as const

export const productId = (slug: string) => idOf('product', slug)
/** The brand under which a product counts in a lot of one class. */
export const brandOf = (slug: string) => products.find((product) => product.slug === slug)?.brand ?? slug
/** Whether the office's list recommends the edition. */
export const isRecommended = (slug: string, code: string) =>
  products
    .find((product) => product.slug === slug)
    ?.editions.some((edition) => edition.code === code && edition.recommended) ?? false
export const editionId = (slug: string, code: string) => idOf('edition', slug, code)
/** The product of an edition and how it is usually sold. */
export function productOf(edition: string) {
  for (const { editions, ...product } of products)
    for (const { code, term = 'perpetual', metric = 'device', class: its } of editions)
      if (editionId(product.slug, code) === edition) return { ...product, code, term, metric, class: its }
  return null
}
export const releaseId = (slug: string, code: string) => idOf('release', slug, code)
export const classId = (code: string) => idOf('class', code)

/** The reference price of an edition in fen. */
export function priceOf(slug: string, code: string): bigint {
  const edition = products
    .find((product) => product.slug === slug)
    ?.editions.find((candidate) => candidate.code === code)
  if (!edition) throw new Error(`the demo catalog has no ${slug} ${code}`)
  return BigInt(edition.price) * 100n
}

/** About thirty products of the field with editions, releases, prices, classes and the recommended list. */
export async function seedCatalog(db: Kysely<Database>, now: Date) {
  const year = now.getFullYear()
  await db
    .insertInto('publishers')
    .values(
      publishers.map(([key, nameZh, nameEn, country, vendor]) => ({
        id: idOf('publisher', key),
        key,
        nameZh,
        nameEn,
        country,
        orgId: vendor ? orgId(vendor) : null,
      })),
    )
    .execute()
  await db
    .insertInto('products')
    .values(
      products.map(({ slug, publisher, zh, en, category, domestic = false, brand = slug }) => ({
        id: productId(slug),
        publisherId: idOf('publisher', publisher),
        slug,
        nameZh: zh,
        nameEn: en,
        category,
        domestic,
        brandKey: brand,
        keyPattern:
          slug === 'microsoft-office' || slug === 'wps-office' ? 'XXXXX-XXXXX-XXXXX-XXXXX-XXXXX' : null,
        state: 'active' as const,
      })),
    )
    .execute()
  await db
    .insertInto('releases')
    .values(
      products.flatMap(({ slug, releases = [] }) =>
        releases.map(([code, releasedOn], index) => ({
          id: releaseId(slug, code),
          productId: productId(slug),
          code,
          name: code,
          rank: (index + 1) * 10,
          releasedOn: releasedOn ?? null,
        })),
      ),
    )
    .execute()
  const editions = products.flatMap(({ slug, editions: its }) => its.map((edition) => ({ slug, ...edition })))
  await db
    .insertInto('editions')
    .values(
      editions.map(
        ({ slug, code, zh, en, metric = 'device', term = 'perpetual', household = false, min = 1 }) => ({
          id: editionId(slug, code),
          productId: productId(slug),
          code,
          nameZh: zh,
          nameEn: en,
          metric,
          term,
          termMonths: term === 'subscription' ? 12 : null,
          household,
          minQuantity: min,
          rights: JSON.stringify(
            term === 'subscription'
              ? { upgrade: 'any', devicesPerUser: metric === 'user' ? 5 : 1 }
              : { upgrade: 'none' },
          ),
        }),
      ),
    )
    .execute()
  await db
    .insertInto('referencePrices')
    .values(
      editions.map(({ slug, code }) => ({
        id: idOf('price', slug, code),
        editionId: editionId(slug, code),
        unitPrice: priceOf(slug, code),
        source: 'list' as const,
        sourceNote: '经销商公开报价',
        validFrom: `${year}-01-01`,
      })),
    )
    .execute()
  await db
    .insertInto('equivalenceClasses')
    .values(
      classes.map(([code, name, nameEn, platform, reason]) => ({
        id: classId(code),
        code,
        name,
        nameEn,
        platform,
        reason,
      })),
    )
    .execute()
  await db
    .insertInto('classMembers')
    .values(
      editions
        .filter((edition) => edition.class)
        .map(({ slug, code, class: its }) => ({
          classId: classId(its!),
          editionId: editionId(slug, code),
          reviewedBy: personId('scienceLiaison'),
        })),
    )
    .execute()
  await db
    .insertInto('recommendedEntries')
    .values(
      editions
        .filter(({ recommended }) => recommended)
        .map(({ slug, code }, index) => ({
          id: idOf('recommended', slug, code),
          editionId: editionId(slug, code),
          listedOn: `${year}-03-01`,
          until: `${year + 1}-12-31`,
          decisionNo: `海软推〔${year}〕${String(index + 1).padStart(2, '0')}号`,
        })),
    )
    .execute()
}
