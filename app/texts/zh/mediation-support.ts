/** The house's support reads two channels of a case for an hour. */
export const mediationSupport = {
  support: {
    title: '平台支持查看记录',
    lead: '平台支持人员经调解组织负责人同意，可以查看共同会谈和程序 60 分钟，只能看不能写；单独会谈、内部和笔记不开放。',
    desk: '案件支持',
    deskLead: '当事人请求帮助时，说明原因申请查看。只限共同会谈和程序，60 分钟，只能看；双方会立即收到通知。',
    deskNone: '还没有申请过查看',
    deskNoneWhy: '当事人请您帮助处理案件页面上的问题时，在下面用案号申请。',
    none: '没有平台支持人员查看过本案',
    noneWhy: '如有申请、同意和查看，都会列在这里。',
    who: '申请人',
    reason: '原因',
    askedAt: '申请时间',
    until: '可查看至',
    state: '状态',
    states: { waiting: '等负责人决定', reading: '可以查看', over: '已结束', declined: '未同意' },
    ask: '申请查看',
    askLead: '调解组织负责人决定；申请、同意和结束都记入案件记录。',
    readingUntil: '只能查看，不能写。可查看至',
    waitingWhy: '调解组织负责人决定后会开放 60 分钟。',
    overWhy: '查看时间已过或未获同意。需要时请重新申请。',
    emptyWhy: '这里还没有人写过。',
    reader: (who: string, until: string) =>
      `平台支持人员${who}经调解组织负责人同意，可以看到这里的内容，至 ${until}。`,
    moves: {
      grant: {
        verb: '同意查看',
        title: '同意平台支持人员查看本案？',
        what: ['从现在起 60 分钟，可以看到共同会谈和程序，不能写。', '双方和调解员立即收到通知。'],
        undo: '可以提前结束；已经看到的不能收回。',
      },
      decline: {
        verb: '不同意',
        title: '不同意查看本案？',
        what: ['申请人看不到任何内容。'],
        undo: '对方可以重新申请。',
      },
      end: {
        verb: '结束查看',
        title: '现在结束查看？',
        what: ['之后看不到任何内容。'],
        undo: '需要时可以重新申请。',
      },
    },
  },
} as const
