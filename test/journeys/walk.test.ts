import { walk } from './walk'

walk({ locale: 'zh' }, { kind: 'enterprise', name: '海曲新帆船舶有限公司', code: 'MAJRNY01' })
