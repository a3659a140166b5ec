/** Uses four more WPS than it may, and settles it in the journey of mediation: no other journey counts on its gaps. */
export const overUser = 'member23'
