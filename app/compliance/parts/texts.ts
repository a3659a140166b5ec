import { blacklist as blacklistEn } from '~/texts/en/blacklist'
import { campaigns as campaignsEn } from '~/texts/en/campaigns'
import { compliance as complianceEn } from '~/texts/en/compliance'
import { inspections as inspectionsEn } from '~/texts/en/inspections'
import { inventory as inventoryEn } from '~/texts/en/inventory'
import { recognition as recognitionEn } from '~/texts/en/recognition'
import { ledgers as ledgersEn } from '~/texts/en/ledgers'
import { packs as packsEn } from '~/texts/en/packs'
import { papers as papersEn } from '~/texts/en/papers'
import { pilots as pilotsEn } from '~/texts/en/pilots'
import { whatIf as whatIfEn } from '~/texts/en/what-if'
import { speak } from '~/texts/speak'
import { blacklist as blacklistZh } from '~/texts/zh/blacklist'
import { campaigns as campaignsZh } from '~/texts/zh/campaigns'
import { compliance as complianceZh } from '~/texts/zh/compliance'
import { inspections as inspectionsZh } from '~/texts/zh/inspections'
import { inventory as inventoryZh } from '~/texts/zh/inventory'
import { recognition as recognitionZh } from '~/texts/zh/recognition'
import { ledgers as ledgersZh } from '~/texts/zh/ledgers'
import { packs as packsZh } from '~/texts/zh/packs'
import { papers as papersZh } from '~/texts/zh/papers'
import { pilots as pilotsZh } from '~/texts/zh/pilots'
import { whatIf as whatIfZh } from '~/texts/zh/what-if'

export const useInventoryTexts = speak(inventoryZh, inventoryEn)
export const useRecognitionTexts = speak(recognitionZh, recognitionEn)
export const usePackTexts = speak(packsZh, packsEn)
export const useComplianceTexts = speak(complianceZh, complianceEn)
export const useCampaignTexts = speak(campaignsZh, campaignsEn)
export const useBlacklistTexts = speak(blacklistZh, blacklistEn)
export const useInspectionTexts = speak(inspectionsZh, inspectionsEn)
export const usePilotTexts = speak(pilotsZh, pilotsEn)
export const useLedgerTexts = speak(ledgersZh, ledgersEn)
export const usePaperTexts = speak(papersZh, papersEn)
export const useWhatIfTexts = speak(whatIfZh, whatIfEn)
