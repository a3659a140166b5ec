import { orders as en } from '~/texts/en/orders'
import { speak } from '~/texts/speak'
import { orders as zh } from '~/texts/zh/orders'

export const useOrdersTexts = speak(zh, en)
