import type { Prisma } from './generated/prisma/client';

/** The service's Prisma client on a transaction whose company is set: what effects, listeners and registers get. */
export type Db = Prisma.TransactionClient;
