import { readdir } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { readTypeface, type Typeface } from './typeface';

/** The faces that GB/T 9704 asks for: 小标宋 titles, 仿宋 body, 黑体 and 楷体 headings, 宋体 page numbers. */
export type FaceRole = 'xiaobiaosong' | 'fangsong' | 'heiti' | 'kaiti' | 'songti';

/** 字面 — which fonts stand for one role, first choice first. A character comes from the first that has it. */
export interface Face {
  role: FaceRole;
  chain: Typeface[];
  weight: number;
  /** False while a stand-in is used because the prescribed face is not installed. */
  prescribed: boolean;
}

interface Wanted {
  role: FaceRole;
  /** Names under which vendors ship the prescribed face (standards §1: commercial, so the customer installs them). */
  names: RegExp;
  bundled: [pkg: string, file: string];
}

const serif = '@expo-google-fonts/noto-serif-sc';
const sans = '@expo-google-fonts/noto-sans-sc';
const wanted: Wanted[] = [
  { role: 'xiaobiaosong', names: /小标宋|XiaoBiaoSong|XBSJW/i, bundled: [serif, '700Bold/NotoSerifSC_700Bold.ttf'] },
  { role: 'fangsong', names: /仿宋|FangSong|FangSung|FandolFang/i, bundled: [serif, '400Regular/NotoSerifSC_400Regular.ttf'] },
  { role: 'heiti', names: /黑体|SimHei|HeiTi|FandolHei|方正黑/i, bundled: [sans, '500Medium/NotoSansSC_500Medium.ttf'] },
  { role: 'kaiti', names: /楷体|KaiTi|WenKai|FandolKai|方正楷/i, bundled: [serif, '500Medium/NotoSerifSC_500Medium.ttf'] },
  { role: 'songti', names: /^(宋体|SimSun|NSimSun)/i, bundled: [serif, '400Regular/NotoSerifSC_400Regular.ttf'] },
];

/**
 * Finds a chain of fonts for every role: the customer's own face first, then the bundled stand-in.
 *
 * @param folders Folders with the customer's TTF and OTF files; may be empty.
 * @throws Error when a folder cannot be read or a file in it is not a font: a font that is silently left out would change every paper.
 */
export async function findFaces(folders: string[] = []): Promise<Face[]> {
  const own: Typeface[] = [];
  for (const folder of folders) {
    const files = (await readdir(folder)).filter((name) => ['.ttf', '.otf'].includes(extname(name).toLowerCase())).sort();
    for (const name of files) own.push(await readTypeface(join(folder, name)));
  }
  const bundled = new Map<string, Typeface>();
  for (const { bundled: [pkg, file] } of wanted) {
    const path = join(dirname(require.resolve(`${pkg}/package.json`)), file);
    if (!bundled.has(path)) bundled.set(path, await readTypeface(path));
  }
  const tail = [...bundled.values()];
  return wanted.map(({ role, names, bundled: [pkg, file] }) => {
    const customers = own.filter((typeface) => typeface.families.some((family) => names.test(family)));
    const standIn = bundled.get(join(dirname(require.resolve(`${pkg}/package.json`)), file))!;
    const chain = [...customers, standIn, ...tail.filter((typeface) => typeface.family !== standIn.family).slice(0, 1)];
    return { role, chain, weight: chain[0]!.weight, prescribed: customers.length > 0 };
  });
}

/** The files that the typesetter has to know, each once. */
export function filesOf(faces: Face[]): string[] {
  return [...new Set(faces.flatMap((face) => face.chain.map((typeface) => typeface.file)))];
}

/** What a template reads from `sys.inputs.faces`: `{ fangsong: { font: ['Noto Serif SC', …], weight: 400 } }`. */
export function facesInput(faces: Face[]): string {
  return JSON.stringify(Object.fromEntries(
    faces.map((face) => [face.role, { font: [...new Set(face.chain.map((typeface) => typeface.family))], weight: face.weight }]),
  ));
}
