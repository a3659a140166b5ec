/** The certificate that a mediation was tried. */
export const attempt = {
  heading: '调解经过证明',
  number: '案号',
  body: '调解组织',
  claimant: '申请人',
  respondent: '被申请人',
  filed: '提出申请',
  admitted: '受理并邀请',
  answerUntil: '答复期限',
  responded: '被申请人答复',
  closed: '结案',
  ended: {
    closed_no_response: '被申请人在答复期限内未作答复，本案结案。',
    closed_declined: '被申请人表示不参加调解，本案结案。',
    closed_impasse: '双方经调解未达成协议，本案结案。',
  },
  nothingFound:
    '本证明只说明调解的经过，对双方的主张不作任何认定；未答复、不参加或未达成协议不表示承认任何事实。调解中的陈述、方案和让步不在其中。',
  open: '当事人仍可依法向人民法院起诉、申请仲裁或向著作权行政管理部门投诉。',
}
