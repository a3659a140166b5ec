import { compliance as complianceEn } from '~/texts/en/compliance'
import { inventory as inventoryEn } from '~/texts/en/inventory'
import { compliance as complianceZh } from '~/texts/zh/compliance'
import { inventory as inventoryZh } from '~/texts/zh/inventory'
import { speak } from '~/texts/speak'

export const useInventoryTexts = speak(inventoryZh, inventoryEn)
export const useComplianceTexts = speak(complianceZh, complianceEn)
