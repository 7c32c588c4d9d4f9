/** Rows of a sparse matrix in compressed form: row r holds entries `starts[r]` up to `starts[r + 1]`. */
export interface SparseRows {
  readonly rows: number;
  readonly columns: number;
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float32Array;
}

/** Builds rows one after the other, with arrays that grow by doubling. */
export function createRowBuilder(): {
  push(index: number, value: number): void;
  endRow(): void;
  build(columns: number): SparseRows;
} {
  let indices = new Int32Array(1 << 16);
  let values = new Float32Array(1 << 16);
  let used = 0;
  const starts = [0];
  return {
    push(index, value) {
      if (used === indices.length) {
        const biggerIndices = new Int32Array(used * 2);
        const biggerValues = new Float32Array(used * 2);
        biggerIndices.set(indices);
        biggerValues.set(values);
        indices = biggerIndices;
        values = biggerValues;
      }
      indices[used] = index;
      values[used] = value;
      used += 1;
    },
    endRow() {
      starts.push(used);
    },
    build(columns) {
      return {
        rows: starts.length - 1,
        columns,
        starts: Int32Array.from(starts),
        indices: indices.slice(0, used),
        values: values.slice(0, used),
      };
    },
  };
}
