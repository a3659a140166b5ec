import { env } from '~/env.server'
import type { Locale } from '~/kernel/locale'
import type { Signed } from '../queries.server'
import { contractPdf } from './pdf.server'
import type { CallOff, Framework } from './terms'

type Contract = { number: string; body: string; hash: string }

/** The paper of stored terms, in the language that the address asks for; the code on it leads to its verification. */
export async function contractAnswer(contract: Contract, signed: readonly Signed[], url: URL) {
  const languages: readonly Locale[] = url.searchParams.get('language') === 'zh' ? ['zh'] : ['zh', 'en']
  const pdf = await contractPdf({
    body: JSON.parse(contract.body) as CallOff | Framework,
    hash: contract.hash,
    signed,
    verifyAt: `${env.PUBLIC_ORIGIN}/contracts/verify/${contract.hash}`,
    languages,
  })
  return new Response(new Uint8Array(pdf), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${contract.number}.pdf"`,
      'cache-control': 'private, no-store',
    },
  })
}
