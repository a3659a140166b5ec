/** The columns that inventory lists have, whatever their tool calls them. */
export type Column =
  | 'name'
  | 'version'
  | 'publisher'
  | 'installedOn'
  | 'computer'
  | 'packageId'
  | 'count'
  | 'architecture'
  | 'systemComponent'
  | 'parentKey'
  | 'releaseType'
  | 'isFramework'
  | 'isResource'
  | 'source'
  | 'registryPath'
  | 'productKey'
  | 'partialKey'
  | 'keyChannel'
  | 'licenseStatus'
  | 'licenseDescription'
  | 'productKeyId'
  | 'productState'

// In the order of preference: DisplayName beats Name.
const headers: Record<Column, string[]> = {
  name: [
    ...[
      'displayname',
      'arpdisplayname',
      'softwarename',
      'applicationname',
      'programname',
      'productname',
      'appname',
    ],
    ...['name', '软件名称', '程序名称', '名称', '软件'],
  ],
  version: [
    ...['displayversion', 'softwareversion', 'applicationversion', 'productversion', 'bundleshortversion'],
    ...['version', '软件版本', '版本号', '版本'],
  ],
  publisher: [
    'publisher',
    'vendor',
    'applicationpublisher',
    'manufacturer',
    'company',
    '发布者',
    '厂商',
    '开发商',
  ],
  installedOn: ['installdate', 'installedon', '安装日期', '安装时间'],
  computer: [
    ...[
      'computername',
      'pscomputername',
      'devicename',
      'hostname',
      'assetname',
      'computer',
      'deviceid',
      'resourceid',
    ],
    ...['计算机名称', '计算机名', '设备名称', '电脑编号'],
  ],
  packageId: [
    ...[
      'packagefullname',
      'identifyingnumber',
      'productcode',
      'packageid',
      'softwarecode',
      'bundleidentifier',
    ],
    ...['guid', 'id'],
  ],
  count: ['devicecount', 'count', '安装数', '数量'],
  architecture: ['architecture', 'arch', '架构', '体系结构'],
  systemComponent: ['systemcomponent'],
  parentKey: ['parentkeyname'],
  releaseType: ['releasetype'],
  isFramework: ['isframework'],
  isResource: ['isresourcepackage'],
  source: ['source'],
  registryPath: ['pspath', 'psparentpath', 'registrypath'],
  productKey: ['productkey', 'licensekey', 'key', 'digitalproductid'],
  partialKey: ['partialproductkey'],
  keyChannel: ['productkeychannel'],
  licenseStatus: ['licensestatus'],
  licenseDescription: ['description'],
  productKeyId: ['productkeyid'],
  productState: ['productstate'],
}

const columnOf = new Map(
  (Object.entries(headers) as [Column, string[]][]).flatMap(([column, names]) =>
    names.map((name, rank) => [name, { column, rank }] as const),
  ),
)

/** A header without case, width, spaces, `_` and the final 0 of some databases. */
export const plainHeader = (header: string): string =>
  header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\uFEFF]/g, '')
    .replace(/0$/, '')

export type Columns = {
  /** How many headers are known. */
  known: number
  has(column: Column): boolean
  /** Where a column is found, the preferred place first. */
  places(column: Column): readonly number[]
}

export function columnsOf(names: readonly string[]): Columns {
  const found = new Map<Column, { place: number; rank: number }[]>()
  names.forEach((name, place) => {
    const known = columnOf.get(plainHeader(name))
    if (known) found.set(known.column, [...(found.get(known.column) ?? []), { place, rank: known.rank }])
  })
  const places = new Map(
    [...found].map(([column, all]) => [
      column,
      all.toSorted((a, b) => a.rank - b.rank).map(({ place }) => place),
    ]),
  )
  return {
    known: [...found.values()].reduce((sum, { length }) => sum + length, 0),
    has: (column) => places.has(column),
    places: (column) => places.get(column) ?? [],
  }
}
