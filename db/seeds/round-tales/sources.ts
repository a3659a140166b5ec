// Where reference prices come from.
export const listPrice = '三家经销商公开报价的中位数'
export const domestic = '各品牌公开报价的最高价'
