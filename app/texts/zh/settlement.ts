/** The words of a settlement's first text, and of its paper. */
export const settlement = {
  heading: '调解协议书',
  number: '案号',
  version: '版本',
  parties: '当事人',
  claimant: '申请人',
  respondent: '被申请人',
  body: '调解组织',
  mediator: '调解员',
  agreed: (body: string) => `双方在${body}组织的调解中，自愿达成如下协议：`,
  sides: { claimant: '申请人', respondent: '被申请人' },
  promise: {
    refund: (who: string, amount: string, day: string) =>
      `${who}应于 ${day} 前退还货款 ${amount}，经平台原路退回。`,
    reissue: (who: string, quantity: string, day: string) =>
      `${who}应于 ${day} 前重新交付 ${quantity} 个许可，原许可同时收回。`,
    service: (who: string, _: string, day: string) => `${who}应于 ${day} 前完成约定的服务，由对方验收确认。`,
    pay: (who: string, amount: string, day: string) =>
      `${who}应于 ${day} 前向对方支付 ${amount}，由收款方确认到账。`,
    declare: (who: string, _: string, day: string) => `${who}应于 ${day} 前出具约定的书面声明。`,
    true_up: (who: string, quantity: string, day: string) =>
      `${who}应于 ${day} 前将有效许可补足至 ${quantity} 个。`,
    buy_via_round: (who: string, quantity: string, day: string) =>
      `${who}应于 ${day} 前通过集中采购取得 ${quantity} 个许可，价格以该轮次成交价为准。`,
    replace: (who: string, quantity: string, day: string) =>
      `${who}应于 ${day} 前卸载或替换 ${quantity} 处安装，以其后的软件清单采集结果为准。`,
    third_party_pay: (who: string, amount: string, day: string, payer: string) =>
      `${who}应促成第三方${payer}于 ${day} 前支付 ${amount}，由收款方确认到账；该第三方同时签署本协议。`,
    part: (who: string, _: string, day: string) => `${who}应于 ${day} 前就本项另行处理，其余争议继续调解。`,
  },
  fallback: {
    next_round: (_: string) => '该轮次未能成交或者未予供应的，需求转入下一轮次，价格以下一轮次成交价为准。',
    order: (price: string) => `该轮次未能成交或者未予供应的，以总价 ${price} 直接向对方订购。`,
    pay: (price: string) => `该轮次未能成交或者未予供应的，改为向对方支付 ${price}，由收款方确认到账。`,
  },
  joined: (sentence: string, next: string) => `${sentence}${next}`,
  detail: '具体内容：',
  late: '义务方逾期的，自通知之日起给予十个工作日补正；仍未履行的，对方可以恢复调解，也可以依法向人民法院提起诉讼或者申请强制执行。',
  secret: '双方对调解过程中的陈述、方案和让步负有保密义务；协议未履行时，不得在其他程序中援引。',
  confirmation: '双方可以自协议生效之日起三十日内，共同向有管辖权的人民法院申请司法确认。',
  copies: '本协议以电子形式签署，各方所持文本具有同等效力。',
  signed: '签署',
  person: '签署人',
  at: '时间',
  method: '方式',
  payerHead: '付款的第三方',
  payer: (name: string) => `付款的第三方 ${name}`,
  methods: { step_up: '登录并二次验证', sealed_scan: '盖章扫描件' },
  attests: (name: string) => `调解员 ${name} 证明：调解已依法进行。`,
  extract: {
    heading: '调解协议书（付款方摘本）',
    holds:
      '本摘本由平台依各方签署的协议出具，只载明与付款的第三方有关的内容；其摘要值是各方所签全文的摘要值。',
    effective: '生效日期',
    promises: '第三方的付款',
    no: '项',
    what: '内容',
    amount: '金额',
    due: '最迟',
    pays: '付款，由收款方确认到账',
    check: (page: string) => `把本文件放到 ${page}，可以核对平台的签名；文件在浏览器里核对，不会上传。`,
  },
  digest: '协议摘要值（SHA-256）',
  draft: '草案，尚未签署',
  page: (page: string, pages: string) => `第 ${page} 页，共 ${pages} 页`,
} as const
