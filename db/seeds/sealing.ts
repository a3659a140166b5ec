import { randomBytes } from 'node:crypto'
import type { Canonical } from '../../app/kernel/canonical.ts'
import { newestKey } from '../../app/kernel/keys.server.ts'
import { sha256 } from '../../app/kernel/sha256.ts'
import { makeKey, type OwnKey, sealForOpeners } from '../../app/rounds/sealing/age.ts'
import type { Place } from '../../app/rounds/sealing/envelope.ts'
import { sealItem } from '../../app/rounds/sealing.server.ts'
import type { RoundTerms } from '../../app/rounds/terms.ts'
import { openerKeys } from './opener-keys/index.ts'

const recipients = Object.values(openerKeys).map(({ recipient }) => recipient)
let authors: Promise<OwnKey> | undefined

/** As its author's browser seals, or, in a round of the time before openers had keys, as the platform does. */
export async function sealed(place: Place, body: Canonical, by: RoundTerms['sealing']) {
  if (by === 'platform') return { ...sealItem(place, body, newestKey()), frame: null }
  authors ??= makeKey()
  const { recipient } = await authors
  const { envelope, frame, commitment } = (await sealForOpeners(
    place,
    body,
    recipients,
    recipient,
    randomBytes(32),
  ))!
  return { envelope, envelopeHash: sha256(envelope), commitment: Buffer.from(commitment, 'hex'), frame }
}
