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
}
