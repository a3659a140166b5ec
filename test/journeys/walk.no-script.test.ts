import { walkFromNeedToPeace } from './walk/from-need-to-peace'

walkFromNeedToPeace(
  { locale: 'en', javaScript: false, looked: true },
  { kind: 'enterprise', name: 'Haiqu Old Sail Ships', code: 'MAJRNY05' },
)
