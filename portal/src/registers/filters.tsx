import { Button, DatePicker, Input, Popover, Select } from 'antd';
import { useState } from 'react';
import type { FieldView } from '../api/wire';
import { Icon } from '../parts/icon';
import { PersonPicker } from '../forms/pickers';
import { label, t } from '../words';

export interface Filter {
  field: string;
  value: string;
}
const shownValue = (field: FieldView | undefined, value: string, nameOf: (id: string) => string): string =>
  label(field?.choices?.find((one) => (one.value ?? '') === value), '') || (field?.type === 'person' ? nameOf(value) : value);

function Add({ fields, company, add, nameOf }: { fields: FieldView[]; company: string; add(filter: Filter): void; nameOf(id: string): string }) {
  const [name, setName] = useState(fields[0]?.name ?? '');
  const [value, setValue] = useState('');
  const field = fields.find((one) => one.name === name);
  const choices = (field?.choices ?? []).map((one) => ({ value: one.value ?? '', label: label(one) }));
  const day = field?.type === 'date' || field?.type === 'time';
  return (
    <div className="pop">
      <div className="lab">{t('register.field')}</div>
      <Select aria-label={t('register.field')} value={name} options={fields.map((one) => ({ value: one.name, label: label(one.label, one.name) }))} onChange={(next) => { setName(next); setValue(''); }} style={{ width: 240 }} />
      <div className="lab gap">{t('register.value')}</div>
      {choices.length > 0 ? <Select aria-label={t('register.value')} value={value} options={choices} onChange={setValue} style={{ width: 240 }} />
        : field?.type === 'person' ? <PersonPicker many={false} value={value ? [value] : []} change={([one]) => setValue(one ?? '')} company={company} nameOf={nameOf} label={t('register.value')} invalid={false} />
        : day ? <DatePicker aria-label={t('register.value')} onChange={(next) => setValue(next ? next.format('YYYY-MM-DD') : '')} style={{ width: 240 }} />
        : <Input aria-label={t('register.value')} value={value} onChange={(event) => setValue(event.target.value)} onPressEnter={() => value && add({ field: name, value })} />}
      <div className="row end"><Button type="primary" size="small" disabled={!value && choices.length === 0} onClick={() => add({ field: name, value })}>{t('register.add')}</Button></div>
    </div>
  );
}

/** 筛选 — each filter is a chip that can be taken off; what may be filtered is the register's own list. */
export function Filters({ fields, filters, change, search, find, company, nameOf }: { fields: FieldView[]; filters: Filter[]; change(filters: Filter[]): void; search: string; find(text: string): void; company: string; nameOf(id: string): string }) {
  const [open, setOpen] = useState(false);
  const add = (filter: Filter): void => {
    setOpen(false);
    change([...filters.filter((one) => one.field !== filter.field), filter]);
  };
  return (
    <div className="tools">
      <Input allowClear style={{ width: 216, height: 28, flex: 'none' }} prefix={<Icon of="search" size={14} />} defaultValue={search} placeholder={t('register.search')} aria-label={t('register.search')}
        onPressEnter={(event) => find(event.currentTarget.value)} onBlur={(event) => find(event.target.value)} onClear={() => find('')} />
      {filters.map((one) => {
        const field = fields.find((each) => each.name === one.field);
        return (
          <button key={one.field} type="button" className="chip on" aria-label={`${t('act.remove')} ${label(field?.label, one.field)}`} onClick={() => change(filters.filter((each) => each !== one))}>
            {t('register.is', { field: label(field?.label, one.field), value: shownValue(field, one.value, nameOf) })}<Icon of="close" size={12} />
          </button>
        );
      })}
      {fields.length > 0 && (
        <Popover open={open} onOpenChange={setOpen} trigger="click" placement="bottomLeft" arrow={false} destroyOnHidden content={<Add fields={fields} company={company} add={add} nameOf={nameOf} />}>
          <button type="button" className="chip" aria-haspopup="dialog"><Icon of="add" size={14} />{t('register.condition')}</button>
        </Popover>
      )}
      <span className="sp" />{(filters.length > 0 || search) && <Button size="small" type="text" onClick={() => { change([]); find(''); }}>{t('act.clear')}</Button>}
    </div>
  );
}
