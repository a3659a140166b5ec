import { walk } from './walk'

walk(
  { locale: 'en', javaScript: false, looked: true },
  { kind: 'enterprise', name: 'Haiqu Old Sail Ships', code: 'MAJRNY05' },
)
