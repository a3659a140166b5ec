/** Of this program, as exports name it. */
export const version = '0.1.0'
