import { canonicalHash } from '~/kernel/canonical'
import { contract as en } from '~/texts/en/contract'
import { contract as zh } from '~/texts/zh/contract'

/** The clauses a contract of today refers to; their digest binds the words to the hash that both sides confirm. */
export const clauses = {
  callOff: {
    version: zh.clausesVersion,
    sha256: canonicalHash({ zh: zh.callOff.clauses, en: en.callOff.clauses }),
  },
  framework: {
    version: zh.clausesVersion,
    sha256: canonicalHash({ zh: zh.framework.clauses, en: en.framework.clauses }),
  },
}
