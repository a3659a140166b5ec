import { walkFromNeedToPeace } from './walk/from-need-to-peace'

walkFromNeedToPeace({ locale: 'zh' }, { kind: 'enterprise', name: '海曲新帆船舶有限公司', code: 'MAJRNY01' })
