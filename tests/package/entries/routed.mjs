// A fetch for which `base` stands for Mailgun's hosts, so that a program runs offline as it is written.

const HOSTS = /^https:\/\/api\.(eu\.)?mailgun\.net(?=\/)/;

export const routed = (fetch, base) => (url, init) => fetch(String(url).replace(HOSTS, base), init);
