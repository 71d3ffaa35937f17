/** 演示人员 — one line a person: user name, name, name in Latin letters; `*` reads core, `+` reads ordinary commercial secrets, else internal. */
const lines = `
zhenghuaiyuan 郑怀远 Zheng Huaiyuan *
shenchongde 沈崇德 Shen Chongde *
fangrong 方镕 Fang Rong *
zhangyue 章玥 Zhang Yue *
jiashiping 贾世平 Jia Shiping *
shijian 石坚 Shi Jian *
hanzhe 韩喆 Han Zhe *
lisihan 李思涵 Li Sihan +
dengjie 邓婕 Deng Jie +
guming 顾明 Gu Ming +
qinyue 秦悦 Qin Yue +
jiangxin 蒋欣 Jiang Xin +
yuanbo 袁博 Yuan Bo
liangyu 梁宇 Liang Yu
luozhenhua 罗振华 Luo Zhenhua +
baodawei 包大为 Bao Dawei
hudexing 胡德兴 Hu Dexing
yaoman 姚曼 Yao Man
zhongkai 钟凯 Zhong Kai *
yuxiao 余晓 Yu Xiao +
shaohan 邵涵 Shao Han
wangtao 汪涛 Wang Tao +
wenya 温雅 Wen Ya +
maoningning 毛宁宁 Mao Ningning
qianweimin 钱卫民 Qian Weimin +
dongfang 董方 Dong Fang
xiayufan 夏雨凡 Xia Yufan
pengzhiguo 彭治国 Peng Zhiguo +
tanglin 汤琳 Tang Lin
gaolan 高岚 Gao Lan *
zhengmingzhe 郑明哲 Zheng Mingzhe +
xujing 许静 Xu Jing +
wuyue 武岳 Wu Yue
jinhao 金浩 Jin Hao +
dingyiming 丁一鸣 Ding Yiming
fuqiang 傅强 Fu Qiang
fanwenjing 范文静 Fan Wenjing *
yulan 于岚 Yu Lan
weiran 魏然 Wei Ran +
bailu 白鹭 Bai Lu +
baijing 柏静 Bai Jing
chenguodong 陈国栋 Chen Guodong *
linhaiyan 林海燕 Lin Haiyan *
caojianjun 曹建军 Cao Jianjun *
zengfan 曾凡 Zeng Fan *
pengyue 彭越 Peng Yue +
zhoumin 周敏 Zhou Min *
wuxiaotong 吴晓彤 Wu Xiaotong +
zhaowenqing 赵文清 Zhao Wenqing +
yezhiqiu 叶知秋 Ye Zhiqiu +
gongliang 龚亮 Gong Liang +
xuchen 许晨 Xu Chen
houjun 侯军 Hou Jun
mengqingfeng 孟庆丰 Meng Qingfeng +
tiantian 田恬 Tian Tian
shiyu 施雨 Shi Yu
hejing 何静 He Jing +
zhouxiaozhou 周小舟 Zhou Xiaozhou
ninghao 宁昊 Ning Hao
tangguohua 唐国华 Tang Guohua +
liuzhiyuan 刘志远 Liu Zhiyuan
sunlei 孙磊 Sun Lei
majun 马俊 Ma Jun +
abdurahman 阿卜杜热合曼·买买提依明 Abdurahman Mamatimin
kongxiang 孔祥 Kong Xiang
yangfan 杨帆 Yang Fan +
renjie 任杰 Ren Jie
lvguoqiang 吕国强 Lü Guoqiang
duanrui 段锐 Duan Rui
simajingyi 司马静怡 Sima Jingyi +
fangxu 房旭 Fang Xu
lushan 卢山 Lu Shan +
jiangyutong 江雨桐 Jiang Yutong
shixin 史新 Shi Xin
ningcaiwei 宁采薇 Ning Caiwei +
zhengkai 郑凯 Zheng Kai +
suwen 苏文 Su Wen
fengsuyun 冯素云 Feng Suyun *
cuilixin 崔立新 Cui Lixin +
luojia 罗佳 Luo Jia
songliming 宋黎明 Song Liming *
dujuan 杜鹃 Du Juan *
jixiaolan 纪晓澜 Ji Xiaolan +
tongyao 童瑶 Tong Yao
qianli 钱立 Qian Li
qiuyun 邱云 Qiu Yun +
heping 贺平 He Ping
zhuqing 祝青 Zhu Qing +
gujia 谷佳 Gu Jia
linke 蔺可 Lin Ke
panyun 潘云 Pan Yun +
shangguanxue 上官雪 Shangguan Xue
lufei 陆飞 Lu Fei +
yinhang 尹航 Yin Hang
cenxi 岑曦 Cen Xi
haojian 郝健 Hao Jian +
zhanpeng 詹鹏 Zhan Peng
xiongbo 熊博 Xiong Bo *
aihua 艾华 Ai Hua *
kuangda 匡达 Kuang Da +
miaoxin 苗欣 Miao Xin
ganlin 甘霖 Gan Lin
jingyi 景怡 Jing Yi +
langtao 郎涛 Lang Tao
muqing 穆青 Mu Qing +
nierong 聂蓉 Nie Rong
ouyangfei 欧阳飞 Ouyang Fei
puyu 蒲玉 Pu Yu +
quyang 曲阳 Qu Yang
ruanchao 阮超 Ruan Chao +
shuhao 舒浩 Shu Hao
tanjun 覃军 Tan Jun +
wanli 万里 Wan Li
xiqing 席庆 Xi Qing *
yanbin 颜彬 Yan Bin *
zuoyi 左毅 Zuo Yi +
anning 安宁 An Ning
bianqiao 卞乔 Bian Qiao
chaiyun 柴云 Chai Yun
daixin 戴欣 Dai Xin +
eping 鄂平 E Ping
feile 费乐 Fei Le
gengyan 耿岩 Geng Yan +
huoran 霍然 Huo Ran
jikai 季凯 Ji Kai +
kuangye 邝野 Kuang Ye
lengyue 冷月 Leng Yue
loujun 娄俊 Lou Jun +
nangongjin 南宫瑾 Nangong Jin
rongzhe 荣喆 Rong Zhe *
pangtong 庞彤 Pang Tong *
qiqi 齐琪 Qi Qi +
shuyao 束瑶 Shu Yao
tuya 屠雅 Tu Ya +
wengjie 翁杰 Weng Jie
xianglin 向琳 Xiang Lin +
yuwenhao 宇文浩 Yuwen Hao
zhuangsi 庄思 Zhuang Si
bushi 卜诗 Bu Shi +
chuge 储歌 Chu Ge
dengke 邓可 Deng Ke +
fuyi 符毅 Fu Yi
guanhai 关海 Guan Hai
huangfuqian 皇甫谦 Huangfu Qian +
jiaoyang 焦阳 Jiao Yang
`;

export interface DemoPerson {
  username: string;
  name: string;
  nameEn: string;
  clearance: 'internal' | 'commercial-secret' | 'core-commercial-secret';
}

export const demoPeople: DemoPerson[] = lines
  .trim()
  .split('\n')
  .map((line) => {
    const [username = '', name = '', ...rest] = line.split(' ');
    const sign = rest.at(-1);
    const clearance = sign === '*' ? 'core-commercial-secret' : sign === '+' ? 'commercial-secret' : 'internal';
    return { username, name, nameEn: rest.filter((word) => word !== '*' && word !== '+').join(' '), clearance };
  });
