import type { Thing, World } from '../world.ts'

type Wish = { charge?: string; payment_intent?: string; kind?: string }

/** A card network suspects fraud; nothing is taken back yet. */
export function warnOfFraud(world: World, { kind = 'made_with_stolen_card', ...of }: Wish): Thing {
  const made = of.charge
    ? world.find('charge', of.charge)
    : world.find('charge', world.find('payment_intent', of.payment_intent ?? '').latest_charge)
  const warning = world.add('radar.earlyFraudWarnings.retrieve', 'issfr', {
    actionable: true,
    charge: made.id,
    fraud_type: kind,
    payment_intent: made.payment_intent,
  })
  world.emit('radar.early_fraud_warning.created', warning)
  return warning
}

/** The charge was refunded or disputed meanwhile: nothing can be done about the warning any more. */
export function closeWarning(world: World, id: string): Thing {
  const warning = world.find('radar.early_fraud_warning', id)
  warning.actionable = false
  world.emit('radar.early_fraud_warning.updated', warning)
  return warning
}
