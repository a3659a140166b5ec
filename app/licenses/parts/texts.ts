import { certificates as certificatesEn } from '~/texts/en/certificates'
import { licenses as en } from '~/texts/en/licenses'
import { speak } from '~/texts/speak'
import { certificates as certificatesZh } from '~/texts/zh/certificates'
import { licenses as zh } from '~/texts/zh/licenses'

export const useLicensesTexts = speak(zh, en)
export const useCertificateTexts = speak(certificatesZh, certificatesEn)
