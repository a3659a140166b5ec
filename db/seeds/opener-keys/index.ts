/**
 * Keys of the demo market's openers, the same in every market and known to everyone: they protect nothing. The files
 * beside are what an opener would keep; their passphrase is `muster-demo-2026`.
 */
export const openerKeys = {
  opener1: {
    identity: 'AGE-SECRET-KEY-1R4S06TAN3MZV455W0RT8SUNGG84LALX3JAL9FDFV7HC3SXV2H0XQRNL5RQ',
    recipient: 'age1kqylt5g0hrn2vq2z5th3qsg0v0qe59ttwg8md94ucy0q8x9peynqqw7e4k',
  },
  opener2: {
    identity: 'AGE-SECRET-KEY-1VGZZYTDF4CRPC76YX0HZ4Q5SM94GEFK9PVSZVXMLFEGRSHTKZSEQG3HF9M',
    recipient: 'age13l62arcpv82f7mamlrzjp6506p3ztrm4ev8s0sudsvyt8mnx7cwq7gzv4s',
  },
  opener3: {
    identity: 'AGE-SECRET-KEY-1HSHF8KCVD4UHZDY60NMVY7UHACGXTRQAM42L0762VT5UP90SX9AS08FZ57',
    recipient: 'age1t9jwf55jg5j5arallu3mfckn96c0q5kee7tx3vcup5nlpgshgs9s3987eh',
  },
} as const
export type OpenerKey = keyof typeof openerKeys
