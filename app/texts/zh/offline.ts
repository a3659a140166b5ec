/** 离线密封：说明文本和上传页。 */
export const offline = {
  page: {
    title: '上传离线密封的投标',
    lead: '不用本站脚本，用标准 age 工具在自己的电脑上做好两个信封，再在这里提交。',
    steps: '密封步骤、接收方和格式（sealing.txt）',
    over: '本轮已不接受投标。',
    files: { technical: '技术信封（technical-envelope.json）', price: '价格信封（price-envelope.json）' },
    checked:
      '平台核对格式、大小、哈希、公告和提交人；看不到内容。提交后原有投标被替换，回执与浏览器密封的相同。',
    submit: '签署并提交',
    link: '不用本站脚本，离线密封',
    linkWhy: '用标准 age 工具按步骤做好信封，再上传。',
  },
  text: {
    title: '离线密封投标',
    lead: '需要 age（age-encryption.org，只用 X25519）、xxd、coreutils。每份投标做两个信封：technical 和 price。',
    closes: (at: string) => `投标截止：${at}`,
    values: '取值',
    author: '您单位的编号（登录后打开本页可见）',
    check: (url: string) =>
      `核对：${url} 的 SHA-256 必须等于 noticeHash，其中 openers 的 recipient 必须与上面一致。`,
    plaintexts: '明文（UTF-8 编码的 JSON）',
    plaintextRules: [
      'LOT、EDITION 取上面的编号。price 是以分为单位的十进制字符串；数量递增，单价不升，不高于参考价。',
      '综合评分的轮次，responses 还须以各评分项的代码为键作答。',
    ],
    steps: '步骤',
    own: '0. 您自己的恢复密钥，以后用来打开自己的投标：',
    frame: (most: number, size: number) =>
      `1. 帧：32 个随机字节、4 字节大端长度、JSON（最多 ${most} 字节），补零到 ${size} 字节：`,
    commitment: '2. commitment 是帧的 SHA-256：',
    key: '3. 这个信封自己的密钥（文件里恰好 74 个字符，没有换行）；第二行的输出是 keyRecipient：',
    payload: (size: number) => `4. payload：加密给该密钥和您的恢复密钥，必须恰好 ${size} 字节：`,
    wraps: (size: number) => `5. wraps：先加密给序号大的开标人，再加密给序号小的，各恰好 ${size} 字节：`,
    envelope: (file: string) => `6. ${file}：填入下面各值（base64 -w0）：`,
    copy: '留底（可选）：在投标页面显示自己的内容',
    copyHow: 'recovery 是 own.txt 里的密钥，technical 和 price 是两个 .frame 文件的 base64。',
    hand: '提交',
    handRules: [
      '平台核对格式、大小、哈希、公告和提交人，记录收到的时间并出具回执；打不开信封。',
      '公告更正后 noticeHash 和接收方可能改变：重新下载本说明，重新密封。',
    ],
  },
} as const
