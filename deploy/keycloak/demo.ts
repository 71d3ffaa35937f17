/**
 * 衡川集团 — the demonstration group: companies, departments, posts, people. A compact table; `realm.ts` makes realm.json of it.
 * The people are invented. `posts` rows: post · title zh · title en · people · departments answered for (leaders in charge).
 */
type PostRow = [post: string, zh: string, en: string, people: string, answersFor?: string];

export interface DemoDepartment {
  code: string;
  name: string;
  nameEn: string;
  posts: PostRow[];
}

export interface DemoCompany {
  code: string;
  /** Code of the company above; empty for headquarters. */
  parent: string;
  name: string;
  shortName: string;
  nameEn: string;
  agencyMark: string;
  /** Posts of the company itself. */
  posts: PostRow[];
  departments: DemoDepartment[];
}

const department = (code: string, name: string, nameEn: string, ...posts: PostRow[]): DemoDepartment => ({ code, name, nameEn, posts });
const head = (people: string): PostRow => ['dept-head', '部门负责人', 'Department head', people];
const staff = (people: string): PostRow => ['staff', '职员', 'Staff', people];
const clerk = (people: string): PostRow => ['clerk', '办公室文员', 'Office clerk', people];
const director = (people: string): PostRow => ['director', '办公室主任', 'Office director', people];
const keeper = (people: string): PostRow => ['keeper', '印章管理员', 'Seal keeper', people];
const archivist = (people: string): PostRow => ['archivist', '档案管理员', 'Archivist', people];
const admin = (people: string): PostRow => ['admin', '流程管理员', 'Process administrator', people];
const chairman = (people: string): PostRow => ['chairman', '董事长', 'Chairman', people];
const gm = (people: string): PostRow => ['gm', '总经理', 'General manager', people];
const auditor = (people: string): PostRow => ['auditor', '审计', 'Auditor', people];

/** A small company: one leader in charge of everything, an office, three departments. */
const small = (people: Record<'chairman' | 'gm' | 'leader' | 'director' | 'clerk' | 'keeper' | 'archivist' | 'admin', string>, departments: DemoDepartment[]): Pick<DemoCompany, 'posts' | 'departments'> => ({
  posts: [
    chairman(people.chairman),
    gm(people.gm),
    ['leader-in-charge', '副总经理', 'Deputy general manager', people.leader, ['office', ...departments.map((one) => one.code)].join(' ')],
  ],
  departments: [
    department('office', '办公室', 'Office', director(people.director), head(people.director), clerk(people.clerk), keeper(people.keeper), archivist(people.archivist), admin(people.admin)),
    ...departments,
  ],
});

export const demoCompanies: DemoCompany[] = [
  {
    code: 'hq', parent: '', name: '衡川集团有限公司', shortName: '衡川集团', nameEn: 'Hengchuan Group', agencyMark: '衡集发',
    posts: [
      chairman('zhenghuaiyuan'),
      gm('shenchongde'),
      ['group-leader', '集团主管领导', 'Group leader', 'fangrong zhangyue'],
      ['leader-in-charge', '副总经理', 'Deputy general manager', 'fangrong', 'engineering safety legal supply'],
      ['leader-in-charge', '总会计师', 'Chief accountant', 'zhangyue', 'office administration finance hr archive audit publicity'],
      ['deputy-leader', '总经理助理', 'Assistant to the general manager', 'jiashiping'],
      auditor('shijian'),
      ['supervisor', '监交人', 'Witness', 'shijian'],
    ],
    departments: [
      department('office', '办公室', 'Office', director('hanzhe'), head('hanzhe'), clerk('lisihan dengjie'), keeper('guming'), ['gm-secretary', '总经理秘书', "General manager's secretary", 'qinyue'], admin('jiangxin'), ['system-admin', '系统管理员', 'System administrator', 'yuanbo'], staff('liangyu')),
      department('administration', '行政部', 'Administration', head('luozhenhua'), ['manager', '行政部经理', 'Administration manager', 'luozhenhua'], ['fleet', '车队', 'Fleet', 'baodawei'], ['storekeeper', '库管', 'Storekeeper', 'hudexing'], staff('yaoman')),
      department('finance', '财务部', 'Finance', head('zhongkai'), ['finance', '财务', 'Finance', 'yuxiao'], staff('shaohan')),
      department('hr', '人力资源部', 'Human resources', head('wangtao'), ['hr', '人事', 'Personnel', 'wenya'], staff('maoningning')),
      department('safety', '安全管理部', 'Safety', head('qianweimin'), ['safety', '安全', 'Safety', 'dongfang'], staff('xiayufan')),
      department('engineering', '工程管理部', 'Engineering', head('pengzhiguo'), staff('tanglin')),
      department('legal', '法务部', 'Legal', head('gaolan'), ['legal', '法务', 'Legal', 'zhengmingzhe'], ['contract-admin', '合同管理员', 'Contract administrator', 'xujing'], staff('wuyue')),
      department('supply', '物资部', 'Supply', head('jinhao'), ['purchaser', '物资采购', 'Purchaser', 'dingyiming'], staff('fuqiang')),
      department('archive', '档案室', 'Archive', head('fanwenjing'), archivist('fanwenjing'), staff('yulan')),
      department('audit', '审计部', 'Audit', head('shijian'), staff('weiran')),
      department('publicity', '宣传部', 'Publicity', head('bailu'), ['publicity', '宣传', 'Publicity', 'baijing']),
    ],
  },
  {
    code: 'construction', parent: 'hq', name: '衡川建设工程有限公司', shortName: '衡川建设', nameEn: 'Hengchuan Construction', agencyMark: '衡建发',
    posts: [
      chairman('fangrong'),
      gm('chenguodong'),
      ['leader-in-charge', '副总经理', 'Deputy general manager', 'linhaiyan', 'office safety engineering survey tender quality archive second-branch'],
      ['leader-in-charge', '总会计师', 'Chief accountant', 'caojianjun', 'finance hr materials legal'],
      ['deputy-leader', '总经理助理', 'Assistant to the general manager', 'zengfan'],
      auditor('shijian'),
      ['supervisor', '监交人', 'Witness', 'pengyue'],
    ],
    departments: [
      department('office', '办公室', 'Office', director('zhoumin'), head('zhoumin'), clerk('wuxiaotong'), keeper('zhaowenqing'), ['gm-secretary', '总经理秘书', "General manager's secretary", 'yezhiqiu'], admin('gongliang'), ['system-admin', '系统管理员', 'System administrator', 'yuanbo'], ['publicity', '宣传', 'Publicity', 'xuchen'], ['fleet', '车队', 'Fleet', 'houjun'], staff('xuchen')),
      department('finance', '财务处', 'Finance', head('mengqingfeng'), ['finance', '财务', 'Finance', 'tiantian'], staff('shiyu')),
      department('hr', '人力资源部', 'Human resources', head('hejing'), ['hr', '人事', 'Personnel', 'zhouxiaozhou'], staff('ninghao')),
      department('safety', '安全管理部', 'Safety', head('tangguohua'), ['safety', '安全', 'Safety', 'liuzhiyuan'], staff('liuzhiyuan sunlei')),
      department('engineering', '工程管理部', 'Engineering', head('majun'), staff('abdurahman kongxiang')),
      department('materials', '物资设备部', 'Materials', head('yangfan'), ['purchaser', '物资采购', 'Purchaser', 'renjie'], ['storekeeper', '库管', 'Storekeeper', 'lvguoqiang'], staff('duanrui')),
      department('tender', '投标部', 'Tendering', head('simajingyi'), ['manager', '投标部经理', 'Tendering manager', 'simajingyi'], staff('fangxu')),
      department('survey', '测量中心', 'Survey centre', head('lushan'), staff('jiangyutong')),
      department('quality', '科技质量部', 'Technology and quality', head('pengyue'), staff('shixin')),
      department('legal', '法务部', 'Legal', head('ningcaiwei'), ['legal', '法务', 'Legal', 'zhengkai'], ['contract-admin', '合同管理员', 'Contract administrator', 'suwen']),
      department('archive', '档案室', 'Archive', head('fengsuyun'), archivist('fengsuyun')),
      department('second-branch', '第二分公司', 'Second branch', head('cuilixin'), staff('luojia')),
    ],
  },
  {
    code: 'properties', parent: 'hq', name: '衡川置业有限公司', shortName: '衡川置业', nameEn: 'Hengchuan Properties', agencyMark: '衡置发',
    ...small(
      { chairman: 'zhangyue', gm: 'songliming', leader: 'dujuan', director: 'jixiaolan', clerk: 'tongyao', keeper: 'qianli', archivist: 'qiuyun', admin: 'heping' },
      [
        department('finance', '财务部', 'Finance', head('zhuqing'), ['finance', '财务', 'Finance', 'gujia'], staff('linke')),
        department('hr', '人力资源部', 'Human resources', head('panyun'), ['hr', '人事', 'Personnel', 'panyun'], staff('shangguanxue')),
        department('sales', '营销部', 'Sales', head('lufei'), staff('yinhang cenxi')),
        department('safety', '安全管理部', 'Safety', head('haojian'), ['safety', '安全', 'Safety', 'haojian'], staff('zhanpeng')),
      ],
    ),
  },
  {
    code: 'equipment', parent: 'hq', name: '衡川装备制造有限公司', shortName: '衡川装备', nameEn: 'Hengchuan Equipment', agencyMark: '衡装发',
    ...small(
      { chairman: 'jiashiping', gm: 'xiongbo', leader: 'aihua', director: 'kuangda', clerk: 'miaoxin', keeper: 'ganlin', archivist: 'jingyi', admin: 'langtao' },
      [
        department('finance', '财务部', 'Finance', head('muqing'), ['finance', '财务', 'Finance', 'nierong'], staff('ouyangfei')),
        department('hr', '人力资源部', 'Human resources', head('puyu'), ['hr', '人事', 'Personnel', 'puyu'], staff('quyang')),
        department('workshop', '生产部', 'Production', head('ruanchao'), staff('shuhao')),
        department('safety', '安全管理部', 'Safety', head('tanjun'), ['safety', '安全', 'Safety', 'tanjun'], staff('wanli')),
      ],
    ),
  },
  {
    code: 'logistics', parent: 'hq', name: '衡川物流有限公司', shortName: '衡川物流', nameEn: 'Hengchuan Logistics', agencyMark: '衡物发',
    ...small(
      { chairman: 'shenchongde', gm: 'xiqing', leader: 'yanbin', director: 'zuoyi', clerk: 'anning', keeper: 'bianqiao', archivist: 'fanwenjing', admin: 'chaiyun' },
      [
        department('finance', '财务部', 'Finance', head('daixin'), ['finance', '财务', 'Finance', 'eping'], staff('feile')),
        department('hr', '人力资源部', 'Human resources', head('gengyan'), ['hr', '人事', 'Personnel', 'gengyan'], staff('huoran')),
        department('transport', '运输部', 'Transport', head('jikai'), ['fleet', '车队', 'Fleet', 'kuangye'], staff('lengyue')),
        department('safety', '安全管理部', 'Safety', head('loujun'), ['safety', '安全', 'Safety', 'loujun'], staff('nangongjin')),
      ],
    ),
  },
  {
    code: 'roads', parent: 'construction', name: '衡川路桥有限公司', shortName: '衡川路桥', nameEn: 'Hengchuan Roads and Bridges', agencyMark: '衡路发',
    ...small(
      { chairman: 'chenguodong', gm: 'rongzhe', leader: 'pangtong', director: 'qiqi', clerk: 'shuyao', keeper: 'zhaowenqing', archivist: 'tuya', admin: 'wengjie' },
      [
        department('finance', '财务部', 'Finance', head('xianglin'), ['finance', '财务', 'Finance', 'yuwenhao'], staff('zhuangsi')),
        department('hr', '人力资源部', 'Human resources', head('bushi'), ['hr', '人事', 'Personnel', 'bushi'], staff('chuge')),
        department('engineering', '工程管理部', 'Engineering', head('dengke'), staff('fuyi guanhai')),
        department('safety', '安全管理部', 'Safety', head('huangfuqian'), ['safety', '安全', 'Safety', 'huangfuqian'], staff('jiaoyang')),
      ],
    ),
  },
];
