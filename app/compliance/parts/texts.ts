import { inventory as inventoryEn } from '~/texts/en/inventory'
import { inventory as inventoryZh } from '~/texts/zh/inventory'
import { speak } from '~/texts/speak'

export const useInventoryTexts = speak(inventoryZh, inventoryEn)
