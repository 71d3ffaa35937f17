/** The password of every demonstration person. Embedded profile only: loopback, and refused in production. */
export const demoPassword = 'chancery-demo';
