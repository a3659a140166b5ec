/** Transfers that came a little short of their due. */
export const paymentsShort = {
  short: {
    title: '短款',
    lead: '转账比应付少不超过 50 元，多为途经银行扣收手续费。已按部分付款入账，差额仍应由采购单位补足。',
    order: '订单',
    received: '最近到账',
    due: '应付',
    missing: '差额',
    told: '通知',
    tell: '通知补足',
    empty: '没有短款',
    emptyWhy: '转账比应付少不超过 50 元时，列在这里等经办人通知采购单位补足。',
    csv: ['订单', '采购单位', '期次', '最近到账', '应付', '差额', '币种', '通知时间'],
  },
}
