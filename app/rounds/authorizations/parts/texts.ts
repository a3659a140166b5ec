import { authorizations as en } from '~/texts/en/authorizations'
import { speak } from '~/texts/speak'
import { authorizations as zh } from '~/texts/zh/authorizations'

export const useAuthorizationTexts = speak(zh, en)
