/** What the people of one side write together before it goes out. */
export const mediationTeamwork = {
  teamwork: {
    title: '共同起草',
    lead: '先在内部一起改，再作为共同会谈消息或方案发出。只有己方成员能看到。',
    kinds: { joint: '共同会谈消息', offer: '方案' },
    begin: { joint: '起草消息', offer: '起草方案' },
    beginLead: '保存后己方成员都可以修改；发出之前，调解员和对方都看不到。',
    states: {
      open: '起草中',
      waits: '待第二人确认',
      approved: '已确认',
      posted: '已发出',
      dropped: '已放弃',
    },
    empty: '没有正在起草的文本。',
    kind: '用于',
    editor: '最后修改',
    at: '时间',
    state: '状态',
    version: '版本',
    words: '文本',
    needsSecond: '发出前须由己方另一人确认',
    needsSecondWhy: '确认的人不能是最后修改的人；确认后再改，需要重新确认。',
    alone: '己方目前只有您一人；在“参与人”里添加同事后可以选用。',
    keep: '保存草稿',
    keepChange: '保存修改',
    second: '第二人确认',
    seconds: { needed: '需要', free: '不需要' },
    approve: '确认这一版',
    approvedBy: '确认',
    approvedAs: (name: string, version: string) => `${name}（第 ${version} 版）`,
    post: { joint: '发到共同会谈', offer: '发出方案' },
    postTitle: { joint: '发到共同会谈？', offer: '发出这个方案？' },
    postWhat: {
      joint: '双方、调解员和案件秘书都会看到这段文字。',
      offer: '对方和调解员会看到这个方案，在有效期内可以接受。',
    },
    postName: '以您的名义发出，看不到谁起草、改过几次。',
    postUndo: { joint: '发出后不能撤回。', offer: '对方答复之前可以撤回。' },
    drop: '放弃',
    dropTitle: '放弃这份草稿？',
    dropWhat: '不能再修改和发出，己方仍可查看。',
    dropUndo: '可以另起一份。',
    says: (why: string | null, mayApprove: boolean) =>
      why === 'shared-closed'
        ? '已结束，只能查看。'
        : why === 'second-needed'
          ? mayApprove
            ? '等您确认：请读完再确认。'
            : '等己方另一人确认后才能发出。'
          : '可以发出，也可以继续修改。',
  },
}
