import { useEffect, useState } from 'react'
import { Notice } from '~/design/notice'
import { useCertificateTexts } from '../../parts/texts'

type Key = { kid: string; x: string }
type Outcome = 'none' | 'genuine' | 'forged' | 'other'

/** What stands behind `#` in the address of a QR code, checked here: it never reaches a server. */
export function OwnCheck({ no, keys }: { no: string; keys: readonly Key[] }) {
  const texts = useCertificateTexts()
  const [outcome, setOutcome] = useState<Outcome>('none')
  useEffect(() => {
    check(location.hash, no, keys).then(setOutcome, () => setOutcome('forged'))
  }, [no, keys])
  if (outcome === 'none') return null
  return (
    <Notice meaning={outcome === 'genuine' ? 'ok' : 'risk'} title={texts.own[outcome]}>
      {texts.own.why[outcome]}
    </Notice>
  )
}

async function check(hash: string, no: string, keys: readonly Key[]): Promise<Outcome> {
  if (hash.length < 2) return 'none'
  const [text = '', signature = ''] = hash.slice(1).split('.')
  const message = bytesOf(text)
  const payload = JSON.parse(new TextDecoder().decode(message)) as { kid?: string; no?: string }
  const known = keys.find(({ kid }) => kid === payload.kid)
  if (!known) return 'forged'
  const key = await crypto.subtle.importKey(
    'jwk',
    { kty: 'OKP', crv: 'Ed25519', x: known.x },
    'Ed25519',
    false,
    ['verify'],
  )
  if (!(await crypto.subtle.verify('Ed25519', key, bytesOf(signature), message))) return 'forged'
  return payload.no === no ? 'genuine' : 'other'
}

const bytesOf = (text: string) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (symbol) => symbol.charCodeAt(0))
