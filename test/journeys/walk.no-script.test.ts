import { walk } from './walk'

walk(
  { locale: 'zh', javaScript: false },
  { kind: 'enterprise', name: '海曲老帆船舶有限公司', code: 'MAJRNY05' },
)
