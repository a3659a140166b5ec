import { officeProblems } from './office'
import type { problems as zh } from '../zh/problems'
import type { Spoken } from '../speak'

export const problems: Spoken<typeof zh> = {
  required: 'Fill in this field',
  unfit: 'This value does not fit here',
  'too-long': 'This is too long',
  'mail-form': 'Enter a full mail address, such as name@example.cn',
  'phone-form': 'Enter a phone number, such as 0592-1234567',
  'uscc-form': 'A unified social credit code has 18 digits and capital letters (no I, O, S, V, Z)',
  'uscc-check': 'The check character of this code does not fit; compare every character',
  'uscc-org-check':
    'The check character of the organization code (characters 9–17) does not fit; compare them',
  'whole-number': 'Enter a whole number',
  'agree-first': 'Read and agree first',
  'day-form': 'Enter a date such as 2026-11-24',
  'quantity-form': 'Enter a whole quantity, such as 1200',
  'quantity-range': 'A quantity is from 1 to 10,000,000',
  'money-missing': 'Enter an amount',
  'money-form': 'Enter an amount, such as 1234.50',
  'money-grouping': 'The grouping does not fit: write 1,234.50',
  'money-places': 'An amount has at most two decimals',
  'money-too-large': 'This amount is too large',
  'money-positive': 'The amount must be above zero',
  'tiers-missing': 'Enter at least one tier',
  'too-many-tiers': 'More tiers than this round takes',
  'from-not-rising': 'The quantity must be above the one before',
  'not-a-step': 'This round is priced at the published volumes only',
  'step-missing': 'A published volume has no price yet',
  'above-reference': 'Must not be above the reference price',
  'price-rising': 'The price must not be above the one before',
  'bounds-crossed': 'The largest volume must not be below the least',
  'never-reached': 'The largest volume does not reach the first tier',
  'validity-short': 'Too short: it must cover opening and contracts',
  'reason-needed': 'Give a reason of at least two characters',
  'file-needed': 'Choose a file',
  ...officeProblems,
}
