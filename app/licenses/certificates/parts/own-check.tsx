import { useEffect, useState } from 'react'
import { Notice } from '~/design/notice'
import { useCertificateTexts } from '../../parts/texts'
import { type CertificateKey, openCertificate } from '../checking'

type Outcome = 'none' | 'genuine' | 'forged' | 'other'

/** What stands behind `#` in the address of a QR code, checked here: it never reaches a server. */
export function OwnCheck({ no, keys }: { no: string; keys: readonly CertificateKey[] }) {
  const texts = useCertificateTexts()
  const [outcome, setOutcome] = useState<Outcome>('none')
  useEffect(() => {
    // A browser that cannot check says nothing: the answer of the server stands by itself.
    check(location.hash, no, keys).then(setOutcome, () => setOutcome('none'))
  }, [no, keys])
  if (outcome === 'none') return null
  return (
    <Notice meaning={outcome === 'genuine' ? 'ok' : 'risk'} title={texts.own[outcome]}>
      {texts.own.why[outcome]}
    </Notice>
  )
}

async function check(hash: string, no: string, keys: readonly CertificateKey[]): Promise<Outcome> {
  if (hash.length < 2) return 'none'
  const its = await openCertificate(hash, keys)
  if (!its) return 'forged'
  return its.no === no ? 'genuine' : 'other'
}
