export const mergers = {
  title: '登记合并',
  lead: (name: string) => `登记机关已将“${name}”并入另一家企业；存续的企业承继其全部权利。`,
  uscc: '存续企业的统一社会信用代码',
  usccHint: '须是已核验的企业',
  mergedOn: '登记日期',
  notice: '登记通知书',
  noticeHint: 'PDF 或图片',
  followsTitle: '登记后不能撤销，随即发生：',
  follows: [
    '授权、序列号、分配和计算机（连同清单、安装）转到存续企业，两边的合规状况同时重算；',
    '采购记录不变，存续企业可以查看；以后的交付归存续企业；',
    '未接受的让与、未取走的导出、未入库的上传和未开标的认购终止，正版授权证明撤销；',
    '被合并企业的人员仍可登录查看，不能再登记授权和计算机；由存续企业用其账号邮箱邀请加入。',
  ],
  verb: (name: string) => `将“${name}”登记为已合并`,
  open: '登记合并',
  cannot: {
    'only-enterprises-merge': '只有企业可以登记合并。',
    'already-moved': '已核验或停用的企业才可以登记合并；这家不是，或已经登记过。',
  },
  goesOnAs: '并入',
  taken: '承继自',
} as const

export const mergersTitles = { 'people.merger': '登记合并' } as const

export const mergersDone = { merged: '合并已登记，权利和计算机正在转移' } as const

export const mergersRefusals = {
  'only-enterprises-merge': '只有企业可以登记合并。',
  'successor-unknown': '没有这家已核验的企业，请核对统一社会信用代码。',
  'successor-is-self': '存续的企业不能是它自己。',
  'merged-in-future': '登记日期不能晚于今天。',
  'organization-merged': '本单位已并入其他企业，请在存续的企业登记。',
}

export const mergersHistories: Record<string, string> = {
  'organization.merged': '登记为已合并',
  'organization.succeeded': '承继被合并的企业',
}

export const mergersNotices: Record<string, (facts: Record<string, any>) => string> = {
  'organization.merged': ({ into }) => `本单位已登记并入“${into}”，授权和计算机转到该企业`,
  'organization.succeeded': ({ from, rights, computers }) =>
    `已承继“${from}”：${rights} 项授权、${computers} 台计算机，请核对`,
}
