/** Why a field cannot stand as it is; keys are the codes of the Zod shapes. */
export const problems = {
  required: '请填写此项',
  unfit: '此项填写的内容不符合要求',
  'too-long': '内容过长',
  'mail-form': '请填写完整的邮箱地址，例如 name@example.cn',
  'phone-form': '请填写电话号码，例如 0592-1234567',
  'uscc-form': '统一社会信用代码为 18 位，由数字和大写字母组成（不含 I、O、S、V、Z）',
  'uscc-check': '统一社会信用代码的校验位不符，请核对每一位',
  'uscc-org-check': '统一社会信用代码中组织机构代码（第 9–17 位）的校验位不符，请核对',
  'whole-number': '请填写整数',
  'agree-first': '请先阅读并同意',
} as const
