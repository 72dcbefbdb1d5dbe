/** `{ a: 1 }` as `{ "h:a": 1 }`, for the clients that take Mailgun's own names. */
export const wire = (prefix, values = {}) => Object.fromEntries(Object.entries(values).map(([name, value]) => [prefix + name, value]));
