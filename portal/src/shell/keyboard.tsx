import { Modal } from 'antd';
import { Key } from '../parts/marks';
import { t, type Key as Word } from '../words';

const list: [string[], Word][] = [
  [['j', 'k'], 'keys.next'], [['Enter', 'Esc'], 'keys.open'], [['a'], 'keys.agree'], [['b', 'd'], 'keys.return'], [['t'], 'keys.transfer'],
  [['1', '…', '4'], 'keys.phrase'], [['Ctrl', 'Enter'], 'keys.send'], [['c'], 'keys.start'], [['g', 'i o w r'], 'keys.go'], [['['], 'keys.sider'], [['?'], 'keys.help'],
];

export function Keyboard({ close }: { close(): void }) {
  return (
    <Modal open onCancel={close} footer={null} title={t('keys.title')} width={440}>
      <dl className="keys">
        {list.map(([keys, word]) => <div key={word}><dt>{keys.map((one) => <Key key={one} of={one} />)}</dt><dd>{t(word)}</dd></div>)}
      </dl>
    </Modal>
  );
}
