import { env } from '~/env.server'

/** The name of a round in open contracting data: the publisher's prefix and the round's number (OCDS 1.1.5). */
export const ocidOf = (number: string) => `${env.OCDS_PREFIX}-${number}`
