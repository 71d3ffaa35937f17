/** One page of a keyset listing. `next` is opaque; absent on the last page. */
export interface Page<Line> {
  lines: Line[];
  next?: string;
}
