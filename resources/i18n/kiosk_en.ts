<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>AccessSheet</name>
    <message>
        <source>字和屏幕</source>
        <translation>Letters and screen</translation>
    </message>
    <message>
        <source>怎么看着方便？</source>
        <translation>What is easier for you?</translation>
    </message>
    <message>
        <source>字大一点</source>
        <translation>Larger letters</translation>
    </message>
    <message>
        <source>屏幕放低</source>
        <translation>Lower the screen</translation>
    </message>
    <message>
        <source>对比强一点</source>
        <translation>Stronger contrast</translation>
    </message>
    <message>
        <source>好了</source>
        <translation>Done</translation>
    </message>
</context>
<context>
    <name>Agency</name>
    <message>
        <source>读到了本人的身份证，可以拿走了</source>
        <translation>Read their card, you may take it</translation>
    </message>
    <message>
        <source>请放本人的身份证</source>
        <translation>Please put their card on the reader</translation>
    </message>
    <message>
        <source>带了本人的证就放上来，没带就填下面</source>
        <translation>If you brought their card, put it here; if not, fill in below</translation>
    </message>
    <message>
        <source>这件事代办要读本人的身份证</source>
        <translation>Here the card of the person must be read</translation>
    </message>
    <message>
        <source>要本人当场体检，不能代办</source>
        <translation>The person is examined here, so nobody else can do it</translation>
    </message>
    <message>
        <source>要当场给本人拍照，不能代办</source>
        <translation>The person is photographed here, so nobody else can do it</translation>
    </message>
    <message>
        <source>要查本人的记录，不能代办</source>
        <translation>The person&apos;s own record is looked up, so nobody else can do it</translation>
    </message>
    <message>
        <source>这件事规定要本人来，不能代办</source>
        <translation>This has to be done in person</translation>
    </message>
    <message>
        <source>先拿走您的身份证，再放本人的</source>
        <translation>Take your own card, then place theirs</translation>
    </message>
    <message>
        <source>正在等本人的身份证</source>
        <translation>Waiting for their ID card</translation>
    </message>
</context>
<context>
    <name>AgencyScreen</name>
    <message>
        <source>替谁办？</source>
        <translation>Who is it for?</translation>
    </message>
    <message>
        <source>填没来的那个人。</source>
        <translation>The person who is not here.</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>下一步</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>您是本人的什么人？</source>
        <translation>What are you to them?</translation>
    </message>
    <message>
        <source>本人为什么不自己办？</source>
        <translation>Why not themselves?</translation>
    </message>
    <message>
        <source>本人，就是您替他办事的那个人。</source>
        <translation>To the person you act for.</translation>
    </message>
    <message>
        <source>放他的身份证，没带就填。</source>
        <translation>Place their ID card, or type it below.</translation>
    </message>
    <message>
        <source>放他的身份证。</source>
        <translation>Place their ID card.</translation>
    </message>
    <message>
        <source>上一步</source>
        <translation>Back</translation>
    </message>
</context>
<context>
    <name>AgentBlock</name>
    <message>
        <source>代办人</source>
        <translation>Acting for them</translation>
    </message>
</context>
<context>
    <name>Appointment</name>
    <message>
        <source>休息</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>约满</source>
        <translation>Full</translation>
    </message>
    <message>
        <source>余 %1</source>
        <translation>%1 left</translation>
    </message>
    <message>
        <source>上午</source>
        <translation>Morning</translation>
    </message>
    <message>
        <source>下午</source>
        <translation>Afternoon</translation>
    </message>
    <message>
        <source>您约过这件事</source>
        <translation>You have booked this before</translation>
    </message>
    <message>
        <source>已经约了 %1。改到这次选的时间，原来的就让出去。</source>
        <translation>You have %1. If you move it to the new time, the old one is given up.</translation>
    </message>
    <message>
        <source>这个时间您有别的事</source>
        <translation>You have something else at that time</translation>
    </message>
    <message>
        <source>已经约了 %1。换一个时间吧。</source>
        <translation>You have %1. Please take another time.</translation>
    </message>
    <message>
        <source>网络断了，约不了号</source>
        <translation>No network, nothing can be booked</translation>
    </message>
    <message>
        <source>现在约不了号</source>
        <translation>Nothing can be booked now</translation>
    </message>
    <message>
        <source>过几分钟再试，也可以直接到窗口问。</source>
        <translation>Try again in a few minutes, or ask at the counter.</translation>
    </message>
    <message>
        <source>再试一次</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>预约</source>
        <translation>Booking</translation>
    </message>
    <message>
        <source>预约取消了</source>
        <translation>Cancelled</translation>
    </message>
    <message>
        <source>号让给了别人，要来再约一次。</source>
        <translation>The time is free for others. Book again if you want to come.</translation>
    </message>
    <message>
        <source>这个预约已经没有了</source>
        <translation>This appointment is no longer there</translation>
    </message>
    <message>
        <source>看看下面是怎么回事。</source>
        <translation>See below what happened.</translation>
    </message>
    <message>
        <source>没取消成，预约还在</source>
        <translation>Not cancelled, it still stands</translation>
    </message>
    <message>
        <source>网络断了。过几分钟再取消。</source>
        <translation>No network. Try again in a few minutes.</translation>
    </message>
    <message>
        <source>原来的时间让给了别人，按新的时间来。</source>
        <translation>The old time went to others; come at the new one.</translation>
    </message>
    <message>
        <source>时间换好了</source>
        <translation>Another time is booked</translation>
    </message>
</context>
<context>
    <name>AppointmentScreen</name>
    <message>
        <source>到哪儿办？</source>
        <translation>Where to?</translation>
    </message>
    <message>
        <source>哪天来？</source>
        <translation>Which day?</translation>
    </message>
    <message>
        <source>几点来？</source>
        <translation>What time?</translation>
    </message>
    <message>
        <source>选一个方便的。</source>
        <translation>Choose what suits you.</translation>
    </message>
    <message>
        <source>%1，%2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>上一步</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>约这个时间</source>
        <translation>Book this time</translation>
    </message>
    <message>
        <source>改到这次</source>
        <translation>Move it</translation>
    </message>
    <message>
        <source>换个时间</source>
        <translation>Other time</translation>
    </message>
    <message>
        <source>还没选时间</source>
        <translation>No time chosen yet</translation>
    </message>
    <message>
        <source>正在给您留号</source>
        <translation>Keeping the time for you</translation>
    </message>
    <message>
        <source>正在看哪天有号</source>
        <translation>Looking for free days</translation>
    </message>
    <message>
        <source>一两秒就好。</source>
        <translation>A second or two.</translation>
    </message>
    <message>
        <source>您选的刚被约满，换一个。</source>
        <translation>It was just taken. Please choose another.</translation>
    </message>
    <message>
        <source>约个时间</source>
        <translation>Book a time</translation>
    </message>
</context>
<context>
    <name>AskedCard</name>
    <message>
        <source>要补的</source>
        <translation>Still needed</translation>
    </message>
</context>
<context>
    <name>Authority</name>
    <message>
        <source>委托书签好了</source>
        <translation>Power of attorney signed</translation>
    </message>
    <message>
        <source>扫好了</source>
        <translation>Scanned</translation>
    </message>
    <message>
        <source>本人也在，当场签</source>
        <translation>They are here and sign</translation>
    </message>
    <message>
        <source>本人看镜头，再签名</source>
        <translation>They look at the camera and sign</translation>
    </message>
    <message>
        <source>有纸的，扫一下</source>
        <translation>Scan the paper</translation>
    </message>
    <message>
        <source>放到高拍仪下面</source>
        <translation>Under the document camera</translation>
    </message>
    <message>
        <source>没带，以后补</source>
        <translation>Bring it later</translation>
    </message>
    <message>
        <source>取结果时带来看</source>
        <translation>Show it when you collect</translation>
    </message>
</context>
<context>
    <name>AuthorityScreen</name>
    <message>
        <source>扫%1</source>
        <translation>Scan: %1</translation>
    </message>
    <message>
        <source>%1怎么给？</source>
        <translation>%1: how?</translation>
    </message>
    <message>
        <source>正面朝上，放到高拍仪下面。</source>
        <translation>Face up, under the document camera.</translation>
    </message>
    <message>
        <source>上一步</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>下一步</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>扫描</source>
        <translation>Scan</translation>
    </message>
    <message>
        <source>正在看，别动</source>
        <translation>Looking, keep it still</translation>
    </message>
    <message>
        <source>放好了，点“扫描”</source>
        <translation>When it lies there, press Scan</translation>
    </message>
    <message>
        <source>重扫一次</source>
        <translation>Scan again</translation>
    </message>
    <message>
        <source>本人也来了？点“上一步”放他的身份证，就能当场签。</source>
        <translation>Did they come along? Press Back and place their ID card: then they can sign here.</translation>
    </message>
    <message>
        <source>没有它，不能替他办。</source>
        <translation>Without it you cannot act for them.</translation>
    </message>
</context>
<context>
    <name>Branch</name>
    <message>
        <source>换后有效期 %1</source>
        <translation>New term %1</translation>
    </message>
    <message>
        <source>到期 %1，还有 %2 天</source>
        <translation>Expires %1, %2 days left</translation>
    </message>
    <message>
        <source>到期 %1，过了 %2 天</source>
        <translation>Expired %1, %2 days ago</translation>
    </message>
    <message>
        <source>正在进行</source>
        <translation>In progress</translation>
    </message>
    <message>
        <source>本人到场，人证一致</source>
        <translation>Present, face matches</translation>
    </message>
    <message>
        <source>有效期、违法、记分</source>
        <translation>Term, violations, points</translation>
    </message>
    <message>
        <source>全程录像</source>
        <translation>Filmed throughout</translation>
    </message>
    <message>
        <source>看清再签</source>
        <translation>Read, then sign</translation>
    </message>
    <message>
        <source>3–5 个工作日</source>
        <translation>3 to 5 working days</translation>
    </message>
</context>
<context>
    <name>BranchPane</name>
    <message>
        <source>30 秒后收起</source>
        <translation>Hidden again in 30 s</translation>
    </message>
    <message>
        <source>看全部信息（留痕）</source>
        <translation>Show all (recorded)</translation>
    </message>
</context>
<context>
    <name>CameraView</name>
    <message>
        <source>正在打开镜头</source>
        <translation>Opening the camera</translation>
    </message>
</context>
<context>
    <name>Case</name>
    <message>
        <source>补上了</source>
        <translation>Sent</translation>
    </message>
    <message>
        <source>收下了，接着审。</source>
        <translation>Received, the review goes on.</translation>
    </message>
    <message>
        <source>联网后自动交上去，不用再来。</source>
        <translation>It is sent by itself once the network is back. No need to come again.</translation>
    </message>
    <message>
        <source>已存好，等网络</source>
        <translation>Saved, waiting for network</translation>
    </message>
    <message>
        <source>办件刚有了变化，看看下面。</source>
        <translation>The case has just changed, see below.</translation>
    </message>
    <message>
        <source>现在不用补了</source>
        <translation>Nothing is needed now</translation>
    </message>
    <message>
        <source>下面是这台机知道的，可能不是最新。</source>
        <translation>This is what this machine knows, perhaps not the newest.</translation>
    </message>
    <message>
        <source>网络断了</source>
        <translation>No network</translation>
    </message>
    <message>
        <source>结果没打出来</source>
        <translation>The result was not printed</translation>
    </message>
    <message>
        <source>网络断了，取不到。过会儿再打。</source>
        <translation>No network, it could not be fetched. Try again later.</translation>
    </message>
    <message>
        <source>可以再打一次，或者找人帮忙。</source>
        <translation>Print it again, or get help.</translation>
    </message>
    <message>
        <source>拍下编号，找人帮忙补打。</source>
        <translation>Take a picture of the number and get help to print it again.</translation>
    </message>
    <message>
        <source>请拿走结果和身份证</source>
        <translation>Take your result and ID card</translation>
    </message>
    <message>
        <source>请拿走结果</source>
        <translation>Take your result</translation>
    </message>
    <message>
        <source>打好了，在下方出纸口取</source>
        <translation>Printed, at the paper slot below</translation>
    </message>
    <message>
        <source>结果 %1 打过了。要再打一份，找人帮忙。</source>
        <translation>The result was printed on %1. For another copy, get help.</translation>
    </message>
    <message>
        <source>这些在这台机上补不了，带上材料到窗口补。</source>
        <translation>This cannot be done on this machine. Please bring it to a counter.</translation>
    </message>
    <message>
        <source>您交上来了</source>
        <translation>You sent it</translation>
    </message>
    <message>
        <source>收下了</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>开始办了</source>
        <translation>Work began</translation>
    </message>
    <message>
        <source>要补材料</source>
        <translation>More is needed</translation>
    </message>
    <message>
        <source>您补上了</source>
        <translation>You sent what was missing</translation>
    </message>
    <message>
        <source>没办成</source>
        <translation>Not approved</translation>
    </message>
    <message>
        <source>办好了</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>%1：%2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>填的表</source>
        <translation>the form</translation>
    </message>
    <message>
        <source>怎么拿结果</source>
        <translation>how you get the result</translation>
    </message>
    <message>
        <source>身体检查</source>
        <translation>the medical check</translation>
    </message>
    <message>
        <source>费用</source>
        <translation>the fee</translation>
    </message>
    <message>
        <source>别的材料</source>
        <translation>another document</translation>
    </message>
    <message>
        <source>医院</source>
        <translation>Hospital</translation>
    </message>
    <message>
        <source>车管所</source>
        <translation>Licensing office</translation>
    </message>
    <message>
        <source>第 %1 家</source>
        <translation>Office %1</translation>
    </message>
    <message>
        <source>看过了，没问题</source>
        <translation>Seen, all right</translation>
    </message>
    <message>
        <source>没同意</source>
        <translation>Not approved</translation>
    </message>
    <message>
        <source>还在看</source>
        <translation>Still looking</translation>
    </message>
    <message>
        <source>还没开始</source>
        <translation>Not begun</translation>
    </message>
    <message>
        <source>在办</source>
        <translation>In progress</translation>
    </message>
    <message>
        <source>不办了</source>
        <translation>Cannot be done</translation>
    </message>
    <message>
        <source>等%1先办好。</source>
        <translation>Waits for: %1.</translation>
    </message>
    <message>
        <source>%1没办成，这项也办不了。</source>
        <translation>%1 failed, so this cannot be done.</translation>
    </message>
    <message>
        <source>第 %1 项</source>
        <translation>Part %1</translation>
    </message>
    <message>
        <source>办完了，有的没办成</source>
        <translation>Finished; not all could be done</translation>
    </message>
    <message>
        <source>已寄出，单号 %1</source>
        <translation>Sent, tracking number %1</translation>
    </message>
    <message>
        <source>在路上，单号 %1</source>
        <translation>On its way, tracking number %1</translation>
    </message>
    <message>
        <source>送到了，单号 %1</source>
        <translation>Delivered, tracking number %1</translation>
    </message>
    <message>
        <source>没送到，单号 %1。到窗口问一下。</source>
        <translation>Not delivered, tracking number %1. Ask at the counter.</translation>
    </message>
    <message>
        <source>这些在这里补不了。请照退回的原因重新办一件。</source>
        <translation>This cannot be made anew here. Please begin a new case, minding why it came back.</translation>
    </message>
</context>
<context>
    <name>CaseScreen</name>
    <message>
        <source>编号 %1</source>
        <translation>No. %1</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>现在补</source>
        <translation>Add it now</translation>
    </message>
    <message>
        <source>打印结果</source>
        <translation>Print result</translation>
    </message>
    <message>
        <source>刷身份证</source>
        <translation>ID card</translation>
    </message>
    <message>
        <source>离开后，屏幕上不留。</source>
        <translation>Nothing stays on the screen when you leave.</translation>
    </message>
    <message>
        <source>正在打印结果，约 15 秒</source>
        <translation>Printing, about 15 seconds</translation>
    </message>
    <message>
        <source>存好了，正在提交</source>
        <translation>Saved, being sent</translation>
    </message>
    <message>
        <source>打好再走。</source>
        <translation>Please wait for it.</translation>
    </message>
    <message>
        <source>几秒就好。</source>
        <translation>A few seconds.</translation>
    </message>
    <message>
        <source>答复</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>办到哪了</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>不取消</source>
        <translation>Keep it</translation>
    </message>
    <message>
        <source>取消预约</source>
        <translation>Cancel it</translation>
    </message>
    <message>
        <source>正在取消预约</source>
        <translation>Cancelling</translation>
    </message>
    <message>
        <source>取消这个预约吗？</source>
        <translation>Cancel this appointment?</translation>
    </message>
    <message>
        <source>来不了，取消预约</source>
        <translation>I cannot come, cancel it</translation>
    </message>
    <message>
        <source>邮寄</source>
        <translation>Mail</translation>
    </message>
    <message>
        <source>取消后号让给别人。只想换时间，不用取消，点换时间就行。</source>
        <translation>Others get the slot. Only another time? Choose Another time instead.</translation>
    </message>
    <message>
        <source>换时间</source>
        <translation>Another time</translation>
    </message>
</context>
<context>
    <name>Closed</name>
    <message>
        <source>停电了，先不办新的</source>
        <translation>No power: nothing new for now</translation>
    </message>
    <message>
        <source>这台机器先不能用</source>
        <translation>Out of service</translation>
    </message>
    <message>
        <source>正在维护</source>
        <translation>Being serviced</translation>
    </message>
    <message>
        <source>来电后接着办。着急的事请到窗口。</source>
        <translation>We go on when the power is back. If it is urgent, use the counter.</translation>
    </message>
    <message>
        <source>已通知工作人员。请到窗口或别的机器办。</source>
        <translation>Staff have been told. Please use the counter or another machine.</translation>
    </message>
    <message>
        <source>请到窗口或别的机器办。</source>
        <translation>Please use the counter or another machine.</translation>
    </message>
    <message>
        <source>关好机门，就能接着用。</source>
        <translation>Close the cabinet door to go on.</translation>
    </message>
    <message>
        <source>看完点恢复服务，两分钟没人动也会恢复。</source>
        <translation>Press resume when done. Service resumes after two idle minutes.</translation>
    </message>
    <message>
        <source>%1 张纸不知道出来没有</source>
        <translation>%1 papers: nobody knows whether they came out</translation>
    </message>
    <message>
        <source>看出纸口，再用 kiosk print settle 说明：%1</source>
        <translation>Look into the slot, then settle with kiosk print settle: %1</translation>
    </message>
    <message>
        <source>%1 件东西落在这里</source>
        <translation>%1 things were left here</translation>
    </message>
    <message>
        <source>收好，再用 kiosk custody close 了结</source>
        <translation>Put them away, then kiosk custody close</translation>
    </message>
    <message>
        <source>这台机器暂停服务</source>
        <translation>This machine is paused</translation>
    </message>
    <message>
        <source>中心暂停了这台机器，恢复后接着办。着急的事请到窗口。</source>
        <translation>It goes on when the centre opens it again. If it is urgent, use the counter.</translation>
    </message>
    <message>
        <source>先不收新的办件</source>
        <translation>No new applications for now</translation>
    </message>
    <message>
        <source>中心停用了这台机器，先不收新的。办过的都存着。请到窗口或别的机器办。</source>
        <translation>The centre has stopped this machine. What was handed in is safe. Please go to a window or another machine.</translation>
    </message>
    <message>
        <source>很久没有连上中心，先不收新的。办过的都存着。请到窗口或别的机器办。</source>
        <translation>The centre was not reached for long. What was handed in is safe. Please go to a window or another machine.</translation>
    </message>
    <message>
        <source>等着上报的太多，先不收新的。办过的都存着。请到窗口或别的机器办。</source>
        <translation>Too much waits to be sent. What was handed in is safe. Please go to a window or another machine.</translation>
    </message>
    <message>
        <source>机器里快存满了，先不收新的。办过的都存着。请到窗口或别的机器办。</source>
        <translation>This machine is nearly full. What was handed in is safe. Please go to a window or another machine.</translation>
    </message>
    <message>
        <source>来电后接着办。着急的请到别的窗口。</source>
        <translation>It goes on when the power is back. If it is urgent, use another desk.</translation>
    </message>
    <message>
        <source>请叫技术人员来看。着急的请到别的窗口。</source>
        <translation>Call the technician. If it is urgent, use another desk.</translation>
    </message>
    <message>
        <source>中心暂停了这台机器，恢复后接着办。什么时候恢复，请问中心。</source>
        <translation>The centre has paused this desk. Ask the centre when it goes on.</translation>
    </message>
    <message>
        <source>中心停用了这台机器。办过的都存着。请联系中心；要接着用，请技术人员重新登记。</source>
        <translation>The centre has stopped this desk. What was taken is safe. Ask the centre; to go on, the technician enrols it anew.</translation>
    </message>
    <message>
        <source>很久没有连上中心。办过的都存着。先看网线；连不上，请技术人员用 kiosk export 拷到介质带到中心。</source>
        <translation>The centre was not reached for long. What was taken is safe. Check the network cable; if it stays down, the technician takes the cases to the centre on a stick with kiosk export.</translation>
    </message>
    <message>
        <source>等着上报的太多。办过的都存着。先看网线；没事，请技术人员看原因，或用 kiosk export 拷到介质带到中心。</source>
        <translation>Too much waits to be sent. What was taken is safe. Check the network cable; if it is well, the technician looks why, or takes it to the centre on a stick with kiosk export.</translation>
    </message>
    <message>
        <source>机器里快存满了。办过的都存着。请技术人员腾出磁盘空间，或换大盘。</source>
        <translation>This machine is nearly full. What was taken is safe. The technician frees room on its disk or fits a larger one.</translation>
    </message>
    <message>
        <source>请联系技术人员。</source>
        <translation>Call the technician.</translation>
    </message>
</context>
<context>
    <name>ClosedScreen</name>
    <message>
        <source>恢复服务</source>
        <translation>Resume service</translation>
    </message>
</context>
<context>
    <name>ColourTest</name>
    <message>
        <source>离屏幕一臂远，问图里是几。不提示，不催。</source>
        <translation>An arm&apos;s length away, ask which digit it is. No hints, no hurry.</translation>
    </message>
    <message>
        <source>看不出</source>
        <translation>Cannot tell</translation>
    </message>
    <message>
        <source>按数字键；看不出按 0</source>
        <translation>Press the digit; 0 if nothing is seen</translation>
    </message>
    <message>
        <source>重测</source>
        <translation>Test again</translation>
    </message>
    <message>
        <source>第 1 图没读对，这次不算</source>
        <translation>Plate 1 was not read; this test does not count</translation>
    </message>
    <message>
        <source>这张图人人都看得出。再说一遍怎么答，看清屏幕，按回车重测；再读不对就不下结论，由人判断。</source>
        <translation>Everybody can read this plate. Explain again, have them look at the screen, press Enter to test again. If it is missed once more there is no result, and a person judges.</translation>
    </message>
</context>
<context>
    <name>DeliveryScreen</name>
    <message>
        <source>寄到这里</source>
        <translation>Send it here</translation>
    </message>
    <message>
        <source>用手机填地址</source>
        <translation>Enter the address by phone</translation>
    </message>
    <message>
        <source>办好了怎么拿？</source>
        <translation>How will you get it?</translation>
    </message>
    <message>
        <source>看一眼，对了就下一步。</source>
        <translation>If it is right, go on.</translation>
    </message>
    <message>
        <source>扫码打开，填好这里就有。</source>
        <translation>Scan and fill it in. It appears here.</translation>
    </message>
    <message>
        <source>选一个，都不耽误。</source>
        <translation>Choose one.</translation>
    </message>
    <message>
        <source>上一步</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>下一步</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>邮费到付。填好会自动显示。</source>
        <translation>Postage on delivery.</translation>
    </message>
    <message>
        <source>寄给我</source>
        <translation>Mail it to me</translation>
    </message>
    <message>
        <source>用手机扫码填地址，邮费到付</source>
        <translation>Fill in by phone, postage on delivery</translation>
    </message>
    <message>
        <source>网络断了，现在寄不了</source>
        <translation>No network, no mailing for now</translation>
    </message>
    <message>
        <source>联网后可办</source>
        <translation>When online</translation>
    </message>
    <message>
        <source>正在取寄递码</source>
        <translation>Getting your mailing code</translation>
    </message>
    <message>
        <source>一两秒就好。</source>
        <translation>A second or two.</translation>
    </message>
    <message>
        <source>手机扫一扫，填收件地址</source>
        <translation>Scan with your phone to enter the address</translation>
    </message>
    <message>
        <source>正在等您填好</source>
        <translation>Waiting for the address</translation>
    </message>
    <message>
        <source>不寄了，自己来取</source>
        <translation>Collect it instead</translation>
    </message>
    <message>
        <source>自己来取</source>
        <translation>I will collect it</translation>
    </message>
    <message>
        <source>带上凭条和身份证</source>
        <translation>Bring the receipt and your ID card</translation>
    </message>
    <message>
        <source>收件人</source>
        <translation>Recipient</translation>
    </message>
    <message>
        <source>手机</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>地址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>地址不对，重新填</source>
        <translation>Wrong? Enter it again</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>便民服务终端</source>
        <translation>Bianmin Terminal</translation>
    </message>
    <message>
        <source>登录后开始办件</source>
        <translation>Sign in to begin</translation>
    </message>
    <message>
        <source>用您的工号和 PIN。</source>
        <translation>With your staff number and PIN.</translation>
    </message>
    <message>
        <source>登录</source>
        <translation>Sign in</translation>
    </message>
    <message>
        <source>窗口要办事员或负责人的工号。</source>
        <translation>A clerk&apos;s or manager&apos;s staff number is needed here.</translation>
    </message>
    <message>
        <source>约 %1 分钟</source>
        <translation>About %1 min</translation>
    </message>
    <message>
        <source>直接办结</source>
        <translation>Decided here</translation>
    </message>
    <message>
        <source>跨级转办</source>
        <translation>Passed on</translation>
    </message>
    <message>
        <source>承诺 %1 个工作日</source>
        <translation>Promised: %1 working days</translation>
    </message>
    <message>
        <source>本人办理</source>
        <translation>In person</translation>
    </message>
    <message>
        <source>都送到中心了</source>
        <translation>All at the centre</translation>
    </message>
    <message>
        <source>待上传 %1 件</source>
        <translation>%1 to be sent</translation>
    </message>
    <message>
        <source>女</source>
        <translation>Female</translation>
    </message>
    <message>
        <source>男</source>
        <translation>Male</translation>
    </message>
    <message>
        <source>%1 岁</source>
        <translation>Aged %1</translation>
    </message>
    <message>
        <source>证件号码</source>
        <translation>Card number</translation>
    </message>
    <message>
        <source>手机</source>
        <translation>Mobile</translation>
    </message>
    <message>
        <source>住址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>证件有效</source>
        <translation>Valid</translation>
    </message>
    <message>
        <source>至 %1</source>
        <translation>until %1</translation>
    </message>
    <message>
        <source>刷卡核验</source>
        <translation>Card read</translation>
    </message>
    <message>
        <source>人证一致</source>
        <translation>Face matches</translation>
    </message>
    <message>
        <source>代办</source>
        <translation>By an agent</translation>
    </message>
    <message>
        <source>还不知道替谁办</source>
        <translation>For whom?</translation>
    </message>
    <message>
        <source>代办原因</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>怎样核实</source>
        <translation>Known by</translation>
    </message>
    <message>
        <source>填的号码，没读证</source>
        <translation>Number only, no card</translation>
    </message>
    <message>
        <source>下次 %1</source>
        <translation>next try %1</translation>
    </message>
    <message>
        <source>%1 件要人处理</source>
        <translation>%1 for staff</translation>
    </message>
    <message>
        <source>，</source>
        <translation>, </translation>
    </message>
</context>
<context>
    <name>DeskClerk</name>
    <message>
        <source>%1，离开窗口</source>
        <translation>%1, leave the desk</translation>
    </message>
    <message>
        <source>离开</source>
        <translation>Leave</translation>
    </message>
</context>
<context>
    <name>DeskHead</name>
    <message>
        <source>搜事项 F3</source>
        <translation>Find items F3</translation>
    </message>
    <message>
        <source>已联网</source>
        <translation>Online</translation>
    </message>
    <message>
        <source>没联网，照常办</source>
        <translation>Offline, go on as usual</translation>
    </message>
    <message>
        <source>接办 F9</source>
        <translation>Take over F9</translation>
    </message>
    <message>
        <source>查办件 F4</source>
        <translation>Cases F4</translation>
    </message>
</context>
<context>
    <name>DeskItems</name>
    <message>
        <source>办什么</source>
        <translation>What is to be done</translation>
    </message>
    <message>
        <source>找到 %1 项</source>
        <translation>%1 found</translation>
    </message>
    <message>
        <source>没有这件事</source>
        <translation>No such item</translation>
    </message>
    <message>
        <source>先办完手上这件</source>
        <translation>Finish this case first</translation>
    </message>
</context>
<context>
    <name>DeskPapers</name>
    <message>
        <source>办件编号 %1</source>
        <translation>Case number %1</translation>
    </message>
    <message>
        <source>转给%1办理</source>
        <translation>Passed on to %1</translation>
    </message>
    <message>
        <source>已受理</source>
        <translation>Accepted</translation>
    </message>
    <message>
        <source>已受理，等网络</source>
        <translation>Accepted, waiting for the network</translation>
    </message>
    <message>
        <source>办结</source>
        <translation>Completed</translation>
    </message>
    <message>
        <source>不予办理</source>
        <translation>Refuse</translation>
    </message>
    <message>
        <source>办结，等网络</source>
        <translation>Completed, waiting for the network</translation>
    </message>
    <message>
        <source>不予办理，等网络</source>
        <translation>Refused, waiting for the network</translation>
    </message>
    <message>
        <source>中心没有认可</source>
        <translation>The centre did not accept it</translation>
    </message>
    <message>
        <source>决定没存下来</source>
        <translation>The decision was not saved</translation>
    </message>
    <message>
        <source>什么都没发出。再按一次</source>
        <translation>Nothing was sent. Press once more</translation>
    </message>
    <message>
        <source>正在报到中心</source>
        <translation>Telling the centre</translation>
    </message>
    <message>
        <source>最多等 5 秒</source>
        <translation>5 seconds at most</translation>
    </message>
    <message>
        <source>这个工号没有当场决定的权限。办件由审批岗继续办</source>
        <translation>This number may not decide at a desk. The office goes on with the case</translation>
    </message>
    <message>
        <source>这个办件别处已经决定过了，以中心的为准</source>
        <translation>This case was decided elsewhere; the centre&apos;s word stands</translation>
    </message>
    <message>
        <source>这件事不在窗口决定。办件由审批岗继续办</source>
        <translation>This is not decided at a desk. The office goes on with the case</translation>
    </message>
    <message>
        <source>没有写不予办理的原因</source>
        <translation>There is no reason for the refusal</translation>
    </message>
    <message>
        <source>中心的答复：%1</source>
        <translation>The centre says: %1</translation>
    </message>
    <message>
        <source>%1：中心没有认可</source>
        <translation>%1: not accepted by the centre</translation>
    </message>
    <message>
        <source>%1：办结了，结果没打出来</source>
        <translation>%1: completed, its result was not printed</translation>
    </message>
    <message>
        <source>正在打一次性告知书</source>
        <translation>Printing the notice of what is missing</translation>
    </message>
    <message>
        <source>一次性告知书 %1 打好了，请交给群众。可以挂起，等人再来</source>
        <translation>Notice %1 is printed: hand it over. The case may be held until they come again</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>还差 %1 份：%2</source>
        <translation>Missing %1: %2</translation>
    </message>
    <message>
        <source>停在%1</source>
        <translation>Stopped at: %1</translation>
    </message>
    <message>
        <source>填表</source>
        <translation>form</translation>
    </message>
    <message>
        <source>材料</source>
        <translation>papers</translation>
    </message>
    <message>
        <source>核对签名</source>
        <translation>check and sign</translation>
    </message>
    <message>
        <source>缴费</source>
        <translation>payment</translation>
    </message>
    <message>
        <source>取件方式</source>
        <translation>delivery</translation>
    </message>
    <message>
        <source>开头</source>
        <translation>the beginning</translation>
    </message>
    <message>
        <source>一次性告知</source>
        <translation>Print what is missing</translation>
    </message>
    <message>
        <source>挂起</source>
        <translation>Hold</translation>
    </message>
    <message>
        <source>转办</source>
        <translation>Pass on</translation>
    </message>
    <message>
        <source>一次性告知书没打出来。看看打印机，再打一份</source>
        <translation>The notice did not come out. Look at the printer and print it again</translation>
    </message>
    <message>
        <source>决定不予办理</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>联网后自动报到中心</source>
        <translation>It goes to the centre by itself</translation>
    </message>
    <message>
        <source>告知书 %1</source>
        <translation>notice %1</translation>
    </message>
    <message>
        <source>选时间</source>
        <translation>Choosing a time</translation>
    </message>
    <message>
        <source>接力码</source>
        <translation>Hand-over code</translation>
    </message>
    <message>
        <source>填好的接不上了，要重新办</source>
        <translation>What was filled in cannot go on; begin anew</translation>
    </message>
    <message>
        <source>刷了身份证才看得到填好的</source>
        <translation>What was filled in shows once the ID card is read</translation>
    </message>
    <message>
        <source>%1：要补材料</source>
        <translation>%1: something is to be sent in</translation>
    </message>
    <message>
        <source>%1：受理了，还没办结</source>
        <translation>%1: accepted, not yet decided</translation>
    </message>
    <message>
        <source>事项已改版，要重新办</source>
        <translation>The item has changed, it must be done anew</translation>
    </message>
</context>
<context>
    <name>DeskQueue</name>
    <message>
        <source>已用 %1</source>
        <translation>Used %1</translation>
    </message>
    <message>
        <source>叫了 %1</source>
        <translation>Called %1 ago</translation>
    </message>
    <message>
        <source>没联网，叫不了号</source>
        <translation>No network, no calling</translation>
    </message>
    <message>
        <source>正在看有没有人等</source>
        <translation>Looking who waits</translation>
    </message>
    <message>
        <source>没有人在等</source>
        <translation>Nobody waits</translation>
    </message>
    <message>
        <source>人等候</source>
        <translation>waiting</translation>
    </message>
    <message>
        <source>分 平均</source>
        <translation>min average</translation>
    </message>
    <message>
        <source>分 最长</source>
        <translation>min longest</translation>
    </message>
    <message>
        <source>快办</source>
        <translation>Quick</translation>
    </message>
    <message>
        <source>快超时</source>
        <translation>Nearly too long</translation>
    </message>
    <message>
        <source>%1 分</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>预约 %1</source>
        <translation>Booked %1</translation>
    </message>
</context>
<context>
    <name>DevDock</name>
    <message>
        <source>开发面板</source>
        <translation>Developer panel</translation>
    </message>
    <message>
        <source>放身份证</source>
        <translation>Put a card</translation>
    </message>
    <message>
        <source>拿走</source>
        <translation>Take it</translation>
    </message>
    <message>
        <source>镜头前</source>
        <translation>At the camera</translation>
    </message>
    <message>
        <source>凭条纸</source>
        <translation>Receipt paper</translation>
    </message>
    <message>
        <source>够</source>
        <translation>Enough</translation>
    </message>
    <message>
        <source>快完了</source>
        <translation>Low</translation>
    </message>
    <message>
        <source>没了</source>
        <translation>Out</translation>
    </message>
    <message>
        <source>盖上盖子</source>
        <translation>Close the cover</translation>
    </message>
    <message>
        <source>打开盖子</source>
        <translation>Open the cover</translation>
    </message>
    <message>
        <source>评价器</source>
        <translation>Rating pad</translation>
    </message>
    <message>
        <source>插头</source>
        <translation>Plugs</translation>
    </message>
    <message>
        <source>网络和手机</source>
        <translation>Network and phone</translation>
    </message>
    <message>
        <source>拔网线</source>
        <translation>Cut the network</translation>
    </message>
    <message>
        <source>插网线</source>
        <translation>Restore the network</translation>
    </message>
    <message>
        <source>手机付款</source>
        <translation>Pay by phone</translation>
    </message>
    <message>
        <source>手机填寄件单</source>
        <translation>Fill in the slip by phone</translation>
    </message>
    <message>
        <source>打出来的纸</source>
        <translation>Papers printed</translation>
    </message>
</context>
<context>
    <name>Devices</name>
    <message>
        <source>留意</source>
        <translation>Look</translation>
    </message>
    <message>
        <source>%1 起</source>
        <translation>since %1</translation>
    </message>
    <message>
        <source>读卡器</source>
        <translation>Card reader</translation>
    </message>
    <message>
        <source>摄像头</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>高拍仪</source>
        <translation>Document camera</translation>
    </message>
    <message>
        <source>凭条打印机</source>
        <translation>Receipt printer</translation>
    </message>
    <message>
        <source>证明打印机</source>
        <translation>Certificate printer</translation>
    </message>
    <message>
        <source>评价器</source>
        <translation>Rating pad</translation>
    </message>
    <message>
        <source>扫码器</source>
        <translation>Code scanner</translation>
    </message>
    <message>
        <source>音箱</source>
        <translation>Speaker</translation>
    </message>
    <message>
        <source>机柜</source>
        <translation>Cabinet</translation>
    </message>
    <message>
        <source>电源</source>
        <translation>Power</translation>
    </message>
    <message>
        <source>正常</source>
        <translation>Fine</translation>
    </message>
    <message>
        <source>正忙</source>
        <translation>Busy</translation>
    </message>
    <message>
        <source>正在启动</source>
        <translation>Starting</translation>
    </message>
    <message>
        <source>没回答</source>
        <translation>Silent</translation>
    </message>
    <message>
        <source>没通电</source>
        <translation>No power</translation>
    </message>
    <message>
        <source>没找到</source>
        <translation>Not found</translation>
    </message>
    <message>
        <source>坏了</source>
        <translation>Broken</translation>
    </message>
    <message>
        <source>要人处理</source>
        <translation>Needs a hand</translation>
    </message>
    <message>
        <source>有人动手脚</source>
        <translation>Tampered</translation>
    </message>
    <message>
        <source>可能有人动</source>
        <translation>Suspicious</translation>
    </message>
    <message>
        <source>读卡器坏了</source>
        <translation>The card reader is broken</translation>
    </message>
    <message>
        <source>要刷身份证的事，请到窗口办</source>
        <translation>For what needs an ID card, use the counter</translation>
    </message>
    <message>
        <source>摄像头坏了</source>
        <translation>The camera is broken</translation>
    </message>
    <message>
        <source>要拍照的事，请到窗口办</source>
        <translation>For what needs a photo, use the counter</translation>
    </message>
    <message>
        <source>证明现在打不出来，办完到窗口补打</source>
        <translation>No certificates here now. Get yours printed at the counter</translation>
    </message>
    <message>
        <source>凭条纸用完了，办完拍下编号就行</source>
        <translation>No receipt paper. Take a picture of your number</translation>
    </message>
    <message>
        <source>凭条现在打不出来，办完拍下编号就行</source>
        <translation>No receipts now. Take a picture of your number</translation>
    </message>
</context>
<context>
    <name>Done</name>
    <message>
        <source>今天</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>存在本机，联网后自动提交</source>
        <translation>Saved here, sent when online</translation>
    </message>
    <message>
        <source>已提交，证明还没打出来</source>
        <translation>Submitted, proof not printed yet</translation>
    </message>
    <message>
        <source>%1 个工作日</source>
        <translation>Workday %1</translation>
    </message>
    <message>
        <source>已存好，等网络</source>
        <translation>Saved, waiting for the network</translation>
    </message>
    <message>
        <source>查好了</source>
        <translation>Here is the answer</translation>
    </message>
    <message>
        <source>提交好了</source>
        <translation>Sent</translation>
    </message>
    <message>
        <source>%1 替 %2 办的</source>
        <translation>%1 for %2</translation>
    </message>
    <message>
        <source>没约上</source>
        <translation>Not booked</translation>
    </message>
    <message>
        <source>没有办成</source>
        <translation>Not accepted</translation>
    </message>
    <message>
        <source>约好了</source>
        <translation>Booked</translation>
    </message>
    <message>
        <source>还没约上，联网后才算数</source>
        <translation>Not booked until the network is back</translation>
    </message>
    <message>
        <source>办好了</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>已提交，办结后来打印</source>
        <translation>Handed in, to be printed once decided</translation>
    </message>
    <message>
        <source>这次少交 %1 份材料</source>
        <translation>%1 papers not needed from you</translation>
    </message>
</context>
<context>
    <name>DoneScreen</name>
    <message>
        <source>再办一件</source>
        <translation>One more</translation>
    </message>
    <message>
        <source>完成，退出</source>
        <translation>Finish</translation>
    </message>
    <message>
        <source>办件编号 %1</source>
        <translation>Case number %1</translation>
    </message>
    <message>
        <source>本机编号 %1</source>
        <translation>Local number %1</translation>
    </message>
    <message>
        <source>谢谢，记下了</source>
        <translation>Thank you, noted</translation>
    </message>
    <message>
        <source>这次办得怎么样？</source>
        <translation>How was it this time?</translation>
    </message>
    <message>
        <source>自愿评价，只记这一次</source>
        <translation>Voluntary, for this visit only</translation>
    </message>
    <message>
        <source>选“不满意”会请您说说原因，有专人回访</source>
        <translation>If you were not satisfied we ask why, and call you back</translation>
    </message>
    <message>
        <source>再打一次</source>
        <translation>Print again</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>下一步</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>确定不予办理</source>
        <translation>Yes, refuse</translation>
    </message>
    <message>
        <source>办结</source>
        <translation>Complete</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>写明原因才能往下</source>
        <translation>Write the reason first</translation>
    </message>
    <message>
        <source>为什么不予办理？</source>
        <translation>Why is it refused?</translation>
    </message>
    <message>
        <source>确定不予办理吗？</source>
        <translation>Refuse this case?</translation>
    </message>
    <message>
        <source>原因会报到中心，办件人查得到。写事实和依据。</source>
        <translation>The reason goes to the centre and the applicant can read it. Write facts and the rule.</translation>
    </message>
    <message>
        <source>定了不能改。原因：%1</source>
        <translation>This cannot be changed. Reason: %1</translation>
    </message>
    <message>
        <source>不予办理的原因</source>
        <translation>Reason for the refusal</translation>
    </message>
</context>
<context>
    <name>Eligibility</name>
    <message>
        <source>6 年</source>
        <translation>6 years</translation>
    </message>
    <message>
        <source>10 年</source>
        <translation>10 years</translation>
    </message>
    <message>
        <source>长期</source>
        <translation>Long-term</translation>
    </message>
    <message>
        <source>正在核查条件</source>
        <translation>Checking the conditions</translation>
    </message>
    <message>
        <source>现在不能换</source>
        <translation>Not possible now</translation>
    </message>
    <message>
        <source>检查完了，可以往下办</source>
        <translation>Checked: you may go on</translation>
    </message>
    <message>
        <source>证件条件符合</source>
        <translation>The licence qualifies</translation>
    </message>
    <message>
        <source>下面几项还没有结果，由后面的检查和审核来定。</source>
        <translation>Still open below: the check and the reviewers decide.</translation>
    </message>
    <message>
        <source>都符合。</source>
        <translation>All conditions are met.</translation>
    </message>
    <message>
        <source>可以换的车型</source>
        <translation>Classes allowed</translation>
    </message>
    <message>
        <source>医生看录像确认后，可以换</source>
        <translation>Allowed once a doctor has seen the film</translation>
    </message>
    <message>
        <source>换后有效期</source>
        <translation>New term</translation>
    </message>
    <message>
        <source>最早哪天能换</source>
        <translation>First possible day</translation>
    </message>
    <message>
        <source>按哪一版规定</source>
        <translation>Rules of</translation>
    </message>
    <message>
        <source>有几项还没核查</source>
        <translation>Some things are not checked yet</translation>
    </message>
    <message>
        <source>现在不能积分</source>
        <translation>No points for now</translation>
    </message>
    <message>
        <source>您有 {points} 分</source>
        <translation>You have {points} points</translation>
    </message>
    <message>
        <source>分数有效到</source>
        <translation>Score valid until</translation>
    </message>
</context>
<context>
    <name>EligibilityScreen</name>
    <message>
        <source>上一步</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>下一步</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>条件不符合，不能往下办</source>
        <translation>The conditions are not met</translation>
    </message>
    <message>
        <source>正在核查，约 1 秒</source>
        <translation>Checking, about 1 second</translation>
    </message>
    <message>
        <source>按今天有效的规定。</source>
        <translation>By the rules in force today.</translation>
    </message>
</context>
<context>
    <name>ExplainSheet</name>
    <message>
        <source>知道了</source>
        <translation>I see</translation>
    </message>
</context>
<context>
    <name>Explanation</name>
    <message>
        <source>这里办事不用取号</source>
        <translation>No ticket needed here</translation>
    </message>
    <message>
        <source>直接选要办的事就行。要到窗口办，请在导办台取号。</source>
        <translation>Just choose what you need. For the counter, take a ticket at the front desk.</translation>
    </message>
    <message>
        <source>看能办的事</source>
        <translation>See what is here</translation>
    </message>
    <message>
        <source>这台机还不能扫码进入</source>
        <translation>No code entry here yet</translation>
    </message>
    <message>
        <source>用手机拨 12345</source>
        <translation>Call 12345 by phone</translation>
    </message>
    <message>
        <source>咨询和投诉都行，24 小时有人接。不方便打就找人帮忙。</source>
        <translation>For questions and complaints, day and night. If you cannot call, get help.</translation>
    </message>
    <message>
        <source>找人帮忙</source>
        <translation>Get help</translation>
    </message>
    <message>
        <source>这件事联网后才能办</source>
        <translation>This needs the network</translation>
    </message>
    <message>
        <source>现在网络断了。别的事还能办，填好的会保存。</source>
        <translation>There is no network now. Other things still work and are kept.</translation>
    </message>
    <message>
        <source>现在取不了号</source>
        <translation>No numbers right now</translation>
    </message>
    <message>
        <source>网络断了。直接到窗口，不取号也能办。</source>
        <translation>The network is down. Go straight to a window, no number needed.</translation>
    </message>
    <message>
        <source>按凭条上的编号一样能查，刷身份证也行。</source>
        <translation>The number on your receipt does the same, and so does your ID card.</translation>
    </message>
    <message>
        <source>按编号查</source>
        <translation>By number</translation>
    </message>
    <message>
        <source>扫码口没反应</source>
        <translation>The scanner does not answer</translation>
    </message>
</context>
<context>
    <name>EyeBar</name>
    <message>
        <source>正在看</source>
        <translation>Now</translation>
    </message>
</context>
<context>
    <name>FaceAdvice</name>
    <message>
        <source>站到镜头前，露出整张脸</source>
        <translation>Show your whole face</translation>
    </message>
    <message>
        <source>让旁边的人离开画面</source>
        <translation>One person only, please</translation>
    </message>
    <message>
        <source>摘下帽子和口罩，再看一次镜头</source>
        <translation>Take off hat and mask, look again</translation>
    </message>
    <message>
        <source>证件照片看不清，找工作人员核对</source>
        <translation>Card photo unclear: ask the staff</translation>
    </message>
    <message>
        <source>转正脸，看镜头</source>
        <translation>Turn to the camera</translation>
    </message>
    <message>
        <source>站稳别动，看镜头</source>
        <translation>Hold still, look here</translation>
    </message>
    <message>
        <source>正对镜头，先别动</source>
        <translation>Face the camera, hold still</translation>
    </message>
    <message>
        <source>慢慢向左转头</source>
        <translation>Slowly turn to your left</translation>
    </message>
    <message>
        <source>慢慢向右转头</source>
        <translation>Slowly turn to your right</translation>
    </message>
    <message>
        <source>转回来，看镜头</source>
        <translation>Turn back to the camera</translation>
    </message>
    <message>
        <source>转慢一点，再来一次</source>
        <translation>Slower, once more</translation>
    </message>
    <message>
        <source>是另一边，正对镜头重来</source>
        <translation>Other side: face the camera</translation>
    </message>
    <message>
        <source>要同一个人来做，重来</source>
        <translation>Same person please, again</translation>
    </message>
    <message>
        <source>站稳，正对镜头重来</source>
        <translation>Hold still, face the camera</translation>
    </message>
    <message>
        <source>好了</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>没看清转头，找工作人员</source>
        <translation>Turn not seen: ask the staff</translation>
    </message>
</context>
<context>
    <name>FaceCheck</name>
    <message>
        <source>认出您了</source>
        <translation>That is you</translation>
    </message>
    <message>
        <source>正在看，别动</source>
        <translation>Looking, please hold still</translation>
    </message>
    <message>
        <source>没认出本人</source>
        <translation>They were not recognised</translation>
    </message>
    <message>
        <source>认出本人了</source>
        <translation>It is them</translation>
    </message>
</context>
<context>
    <name>FaceCheckScreen</name>
    <message>
        <source>认出您了</source>
        <translation>That is you</translation>
    </message>
    <message>
        <source>看一下镜头</source>
        <translation>Look at the camera</translation>
    </message>
    <message>
        <source>正对镜头，露出整张脸</source>
        <translation>Face the camera</translation>
    </message>
    <message>
        <source>正对镜头，露出整张脸，几秒就好。</source>
        <translation>Show your whole face. It takes a few seconds.</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>只和身份证上的照片比，
画面不保存。</source>
        <translation>Only compared with your ID photo, not kept.</translation>
    </message>
    <message>
        <source>跟着提示转头</source>
        <translation>Turn your head as asked</translation>
    </message>
    <message>
        <source>认出本人了</source>
        <translation>It is them</translation>
    </message>
    <message>
        <source>请本人看镜头</source>
        <translation>They look at the camera</translation>
    </message>
</context>
<context>
    <name>FileField</name>
    <message>
        <source>不拍了</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>正在拍</source>
        <translation>Taking it</translation>
    </message>
    <message>
        <source>拍下来</source>
        <translation>Take it</translation>
    </message>
    <message>
        <source>第 %1 页</source>
        <translation>Page %1</translation>
    </message>
    <message>
        <source>删掉</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>拍第一页</source>
        <translation>Take the first page</translation>
    </message>
    <message>
        <source>打开镜头拍</source>
        <translation>Open the camera</translation>
    </message>
    <message>
        <source>再拍一页</source>
        <translation>Take another page</translation>
    </message>
    <message>
        <source>重拍</source>
        <translation>Take it again</translation>
    </message>
    <message>
        <source>把纸放到高拍仪下面，放平</source>
        <translation>Lay the paper flat under the document camera</translation>
    </message>
</context>
<context>
    <name>FilmPill</name>
    <message>
        <source>录像停了</source>
        <translation>The film stopped</translation>
    </message>
    <message>
        <source>全程录像 %1</source>
        <translation>Filming %1</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>改好了</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>下一步</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>填表</source>
        <translation>Fill in the form</translation>
    </message>
    <message>
        <source>%1（可选几项）</source>
        <translation>%1 (choose any)</translation>
    </message>
    <message>
        <source>%1（最多选 %2 项）</source>
        <translation>%1 (choose up to %2)</translation>
    </message>
    <message>
        <source>镜头用不了，这一项可以不拍，直接往下办</source>
        <translation>The camera does not answer. You may go on without it</translation>
    </message>
    <message>
        <source>镜头用不了，再试一次，或找工作人员</source>
        <translation>The camera does not answer. Try again, or ask the staff</translation>
    </message>
    <message>
        <source>第 %1 个人</source>
        <translation>Person %1</translation>
    </message>
</context>
<context>
    <name>FormField</name>
    <message>
        <source>身份证上的</source>
        <translation>On your ID card</translation>
    </message>
    <message>
        <source>身份证上的%1</source>
        <translation>%1 on your ID card</translation>
    </message>
    <message>
        <source>就用这个</source>
        <translation>Use this</translation>
    </message>
    <message>
        <source>来自身份证</source>
        <translation>From ID card</translation>
    </message>
    <message>
        <source>来自档案</source>
        <translation>From the record</translation>
    </message>
    <message>
        <source>自动算出</source>
        <translation>Worked out</translation>
    </message>
    <message>
        <source>来自电子证照</source>
        <translation>From an e-licence</translation>
    </message>
    <message>
        <source>来自个人档案</source>
        <translation>From your file</translation>
    </message>
    <message>
        <source>来自上次办理</source>
        <translation>From last time</translation>
    </message>
    <message>
        <source>电子证照上的%1</source>
        <translation>%1 on an e-licence</translation>
    </message>
    <message>
        <source>以前留过的%1</source>
        <translation>%1 you gave before</translation>
    </message>
    <message>
        <source>上次填的%1</source>
        <translation>%1 of last time</translation>
    </message>
    <message>
        <source>档案里的%1</source>
        <translation>%1 in the record</translation>
    </message>
</context>
<context>
    <name>FormScreen</name>
    <message>
        <source>上一步</source>
        <translation>Back</translation>
    </message>
</context>
<context>
    <name>GoneItem</name>
    <message>
        <source>%1起改办：%2</source>
        <translation>Since %1: %2 instead</translation>
    </message>
    <message>
        <source>%1起改到%2办</source>
        <translation>Since %1 at %2</translation>
    </message>
    <message>
        <source>%1起取消了</source>
        <translation>Ended on %1</translation>
    </message>
    <message>
        <source>这里不办这件事了</source>
        <translation>No longer done here</translation>
    </message>
</context>
<context>
    <name>GoodbyeScreen</name>
    <message>
        <source>再见，慢走</source>
        <translation>Goodbye</translation>
    </message>
    <message>
        <source>您的信息已从屏幕上清掉。</source>
        <translation>Your details are gone from the screen.</translation>
    </message>
    <message>
        <source>随身的东西都带上了吗？</source>
        <translation>Have you got all your things?</translation>
    </message>
    <message>
        <source>回首页</source>
        <translation>Home</translation>
    </message>
</context>
<context>
    <name>GradeRow</name>
    <message>
        <source>非常满意</source>
        <translation>Very good</translation>
    </message>
    <message>
        <source>满意</source>
        <translation>Good</translation>
    </message>
    <message>
        <source>基本满意</source>
        <translation>Fair</translation>
    </message>
    <message>
        <source>不满意</source>
        <translation>Bad</translation>
    </message>
    <message>
        <source>非常不满意</source>
        <translation>Very bad</translation>
    </message>
</context>
<context>
    <name>HandOver</name>
    <message>
        <source>填好的变成一张带码的纸</source>
        <translation>What you filled in goes on a slip with a code</translation>
    </message>
    <message>
        <source>交给任何一个窗口，扫了接着办</source>
        <translation>Give it to any counter; it is scanned and goes on</translation>
    </message>
    <message>
        <source>%1 小时内有效，只能用一次</source>
        <translation>Good for %1 hours, once</translation>
    </message>
    <message>
        <source>照片和扫的材料不带走，到窗口再拍</source>
        <translation>Photos and scans stay out; they are taken again there</translation>
    </message>
    <message>
        <source>拿好这张纸</source>
        <translation>Take the slip</translation>
    </message>
    <message>
        <source>带上身份证和材料，交给窗口。</source>
        <translation>Bring your ID card and papers to a counter.</translation>
    </message>
    <message>
        <source>纸没打出来，用手机拍下码</source>
        <translation>No slip came out: photograph the code</translation>
    </message>
    <message>
        <source>拍清楚，到窗口给工作人员扫照片。</source>
        <translation>Show the photo at a counter to be scanned.</translation>
    </message>
</context>
<context>
    <name>HandOverScreen</name>
    <message>
        <source>把码交给窗口扫</source>
        <translation>Have this code scanned</translation>
    </message>
    <message>
        <source>正在做码</source>
        <translation>Making the code</translation>
    </message>
    <message>
        <source>转到窗口办</source>
        <translation>Go on at a counter</translation>
    </message>
    <message>
        <source>%1 前有效，哪个窗口都行。</source>
        <translation>Good until %1, at any counter.</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>转到窗口</source>
        <translation>To a counter</translation>
    </message>
    <message>
        <source>好了</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>正在做码，约 1 秒</source>
        <translation>Making the code, about a second</translation>
    </message>
    <message>
        <source>做好就打在纸上。</source>
        <translation>Then it is printed.</translation>
    </message>
    <message>
        <source>接力码</source>
        <translation>Hand-over code</translation>
    </message>
    <message>
        <source>第 %1 个，共 %2 个</source>
        <translation>%1 of %2</translation>
    </message>
    <message>
        <source>正在打纸条</source>
        <translation>Printing the slip</translation>
    </message>
    <message>
        <source>拿着它，到窗口扫。</source>
        <translation>Take it along to a counter.</translation>
    </message>
</context>
<context>
    <name>Head</name>
    <message>
        <source>我的办件</source>
        <translation>My cases</translation>
    </message>
    <message>
        <source>找要办的事</source>
        <translation>What do you need?</translation>
    </message>
    <message>
        <source>已提交</source>
        <translation>Submitted</translation>
    </message>
    <message>
        <source>已存好</source>
        <translation>Saved</translation>
    </message>
    <message>
        <source>约 %1 分钟办完</source>
        <translation>About %1 minutes</translation>
    </message>
    <message>
        <source>第 %1 步，共 %2 步</source>
        <translation>Step %1 of %2</translation>
    </message>
    <message>
        <source>停电了，机器快要关了</source>
        <translation>No power: about to switch off</translation>
    </message>
    <message>
        <source>停电了，还能办 %1 分钟</source>
        <translation>No power: %1 minutes left</translation>
    </message>
    <message>
        <source>取号</source>
        <translation>Take a number</translation>
    </message>
    <message>
        <source>查进度</source>
        <translation>Track a case</translation>
    </message>
    <message>
        <source>转到窗口办</source>
        <translation>Go on at a counter</translation>
    </message>
</context>
<context>
    <name>HearingTest</name>
    <message>
        <source>放音</source>
        <translation>Play tone</translation>
    </message>
    <message>
        <source>正在放音</source>
        <translation>Playing</translation>
    </message>
    <message>
        <source>再试一次</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>再放一次</source>
        <translation>Play again</translation>
    </message>
    <message>
        <source>音箱离耳 50 厘米，背对屏幕，听见了举手。</source>
        <translation>Loudspeaker 50 cm from the ear, back to the screen, hand up when heard.</translation>
    </message>
    <message>
        <source>戴助听器吗？</source>
        <translation>Is a hearing aid worn?</translation>
    </message>
    <message>
        <source>戴</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>不戴</source>
        <translation>No</translation>
    </message>
    <message>
        <source>放完了，听见了吗？</source>
        <translation>Played. Was it heard?</translation>
    </message>
    <message>
        <source>没放出声音。用音叉，在耳边 50 厘米敲响，再记听见没听见</source>
        <translation>No sound came out. Strike the tuning fork 50 cm from the ear, then enter the answer</translation>
    </message>
    <message>
        <source>准备好了按回车放音</source>
        <translation>When ready, press Enter to play</translation>
    </message>
    <message>
        <source>听见</source>
        <translation>Heard</translation>
    </message>
    <message>
        <source>没听见</source>
        <translation>Not heard</translation>
    </message>
    <message>
        <source>先放音</source>
        <translation>Play the tone first</translation>
    </message>
    <message>
        <source>听见按 1，没听见按 2</source>
        <translation>1 for heard, 2 for not heard</translation>
    </message>
</context>
<context>
    <name>HeightTest</name>
    <message>
        <source>记下</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>脱鞋，背靠身高尺站直。</source>
        <translation>Shoes off, straight against the rule.</translation>
    </message>
    <message>
        <source>身高（厘米）</source>
        <translation>Height (cm)</translation>
    </message>
    <message>
        <source>像 172</source>
        <translation>Like 172</translation>
    </message>
</context>
<context>
    <name>HelpSheet</name>
    <message>
        <source>找人帮忙</source>
        <translation>Get help</translation>
    </message>
    <message>
        <source>已经叫人了</source>
        <translation>Someone is coming</translation>
    </message>
    <message>
        <source>要找人帮忙吗？</source>
        <translation>Do you need help?</translation>
    </message>
    <message>
        <source>请在这里等一下，工作人员这就来。填好的还在。</source>
        <translation>Please wait here, staff are coming. What you filled in is kept.</translation>
    </message>
    <message>
        <source>工作人员会到您身边来。填好的还在。</source>
        <translation>Staff will come to you. What you filled in is kept.</translation>
    </message>
    <message>
        <source>工作人员会到您身边来。也可以打 %1。</source>
        <translation>Staff will come to you. You can also call %1.</translation>
    </message>
    <message>
        <source>叫工作人员</source>
        <translation>Call staff</translation>
    </message>
    <message>
        <source>知道了</source>
        <translation>I see</translation>
    </message>
    <message>
        <source>不用了</source>
        <translation>No, thanks</translation>
    </message>
    <message>
        <source>招手叫一下工作人员</source>
        <translation>Wave to a member of staff</translation>
    </message>
    <message>
        <source>也可以用手机打 12345。填好的还在。</source>
        <translation>Or call 12345 on your phone. What you filled in stays.</translation>
    </message>
    <message>
        <source>转到窗口办</source>
        <translation>Go on at a counter</translation>
    </message>
</context>
<context>
    <name>HoldButton</name>
    <message>
        <source>按住看全</source>
        <translation>Hold to see</translation>
    </message>
</context>
<context>
    <name>Home</name>
    <message>
        <source>网络断了，还能办 %1 项</source>
        <translation>No network: %1 still work</translation>
    </message>
    <message>
        <source>填好的都会保存，联网后自动提交</source>
        <translation>What you fill in is kept and sent when online</translation>
    </message>
    <message>
        <source>凭条纸快用完，已通知工作人员</source>
        <translation>Receipt paper is low, staff are told</translation>
    </message>
    <message>
        <source>凭条纸快用完，凭条可能打不出来</source>
        <translation>Receipt paper is low, a slip may fail</translation>
    </message>
    <message>
        <source>到窗口办</source>
        <translation>At the counter</translation>
    </message>
    <message>
        <source>现在能办</source>
        <translation>Works now</translation>
    </message>
    <message>
        <source>联网后可办</source>
        <translation>When online</translation>
    </message>
    <message>
        <source>读卡区有别人落下的证，请交给工作人员</source>
        <translation>Somebody left a card on the reader. Please give it to staff</translation>
    </message>
    <message>
        <source>前面有 %1 人</source>
        <translation>%1 waiting</translation>
    </message>
    <message>
        <source>现在不用等</source>
        <translation>No waiting now</translation>
    </message>
</context>
<context>
    <name>HomeEntries</name>
    <message>
        <source>刷身份证</source>
        <translation>ID card</translation>
    </message>
    <message>
        <source>看我的办件</source>
        <translation>My cases</translation>
    </message>
    <message>
        <source>看我的办件，办到哪了</source>
        <translation>My cases and how they stand</translation>
    </message>
    <message>
        <source>扫码</source>
        <translation>Scan</translation>
    </message>
    <message>
        <source>扫码进入</source>
        <translation>Scan a code</translation>
    </message>
    <message>
        <source>取号</source>
        <translation>Ticket</translation>
    </message>
    <message>
        <source>查进度</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>本机的办件</source>
        <translation>On this machine</translation>
    </message>
    <message>
        <source>打电话问</source>
        <translation>Ask by phone</translation>
    </message>
    <message>
        <source>咨询和投诉</source>
        <translation>Questions</translation>
    </message>
    <message>
        <source>按编号查</source>
        <translation>By number</translation>
    </message>
    <message>
        <source>凭条、证明上的码</source>
        <translation>Code on a paper</translation>
    </message>
</context>
<context>
    <name>HomeGreeting</name>
    <message>
        <source>您好，今天办什么？</source>
        <translation>Hello, what can we do?</translation>
    </message>
    <message>
        <source>带上身份证就能办</source>
        <translation>All you need is your ID card</translation>
    </message>
    <message>
        <source>不会用，就点找人帮忙</source>
        <translation>Not sure? Touch Get help</translation>
    </message>
    <message>
        <source>屏幕已放低，办完自动恢复</source>
        <translation>Lowered until you are done</translation>
    </message>
    <message>
        <source>点一下、搜一搜，都能办</source>
        <translation>Touch a field or search</translation>
    </message>
</context>
<context>
    <name>HomeScreen</name>
    <message>
        <source>输入要办的事，比如：换身份证</source>
        <translation>Search, for example: ID card</translation>
    </message>
    <message>
        <source>找要办的事</source>
        <translation>What do you need?</translation>
    </message>
    <message>
        <source>按类别找</source>
        <translation>By subject</translation>
    </message>
    <message>
        <source>全部 %1 项</source>
        <translation>All %1</translation>
    </message>
    <message>
        <source>从左边选一件事开始</source>
        <translation>Choose on the left what is to be done</translation>
    </message>
</context>
<context>
    <name>HotRow</name>
    <message>
        <source>常办</source>
        <translation>Often</translation>
    </message>
    <message>
        <source>全部事项</source>
        <translation>Everything</translation>
    </message>
</context>
<context>
    <name>Items</name>
    <message>
        <source>您要办哪件事？</source>
        <translation>What do you need?</translation>
    </message>
    <message>
        <source>联网后可办</source>
        <translation>When online</translation>
    </message>
    <message>
        <source>约 %1 分钟</source>
        <translation>About %1 min</translation>
    </message>
    <message>
        <source>不收费</source>
        <translation>free</translation>
    </message>
</context>
<context>
    <name>ItemsScreen</name>
    <message>
        <source>网络断了，灰色的联网后再办</source>
        <translation>No network: the grey ones need it</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>没有您要的？找人帮忙，或到窗口问。</source>
        <translation>Not here? Get help, or ask at the counter.</translation>
    </message>
    <message>
        <source>没找到这件事</source>
        <translation>Nothing found</translation>
    </message>
    <message>
        <source>这类事要到窗口办</source>
        <translation>This is done at the counter</translation>
    </message>
    <message>
        <source>换个说法试试，或者看全部事项。</source>
        <translation>Try other words, or see everything.</translation>
    </message>
    <message>
        <source>这台机还办不了。看看别的，或找人帮忙。</source>
        <translation>Not on this machine yet. See the rest, or get help.</translation>
    </message>
    <message>
        <source>全部事项</source>
        <translation>Everything</translation>
    </message>
    <message>
        <source>看全部事项</source>
        <translation>See everything</translation>
    </message>
    <message>
        <source>选要办的事，照样取号。</source>
        <translation>Choose what it is for and take a number all the same.</translation>
    </message>
    <message>
        <source>刷身份证，或对一下凭条上的码，到点先叫您</source>
        <translation>ID card or the code of your receipt; called on time</translation>
    </message>
</context>
<context>
    <name>Licence</name>
    <message>
        <source>准驾车型</source>
        <translation>Classes</translation>
    </message>
    <message>
        <source>有效期</source>
        <translation>Term</translation>
    </message>
    <message>
        <source>各记分周期</source>
        <translation>Scoring years</translation>
    </message>
    <message>
        <source>没处理的违法</source>
        <translation>Open violations</translation>
    </message>
    <message>
        <source>没处理的事故</source>
        <translation>Open accidents</translation>
    </message>
    <message>
        <source>发证机关</source>
        <translation>Issued by</translation>
    </message>
    <message>
        <source>查询日期</source>
        <translation>Looked up on</translation>
    </message>
    <message>
        <source>%1 至 %2</source>
        <translation>%1 to %2</translation>
    </message>
    <message>
        <source>长期</source>
        <translation>Long-term</translation>
    </message>
    <message>
        <source>最多记 %1 分</source>
        <translation>%1 points at most</translation>
    </message>
    <message>
        <source>%1 起</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>没有</source>
        <translation>None</translation>
    </message>
</context>
<context>
    <name>LicenceRule</name>
    <message>
        <source>有一项还没有结果，后面再判</source>
        <translation>One thing is not known yet and is judged later</translation>
    </message>
    <message>
        <source>要本人来办</source>
        <translation>You have to come in person</translation>
    </message>
    <message>
        <source>还有违法没处理</source>
        <translation>Traffic violations are not settled yet</translation>
    </message>
    <message>
        <source>还有事故没处理完</source>
        <translation>A traffic accident is not settled yet</translation>
    </message>
    <message>
        <source>离期满还早，还不能换</source>
        <translation>It is too early before the licence expires</translation>
    </message>
    <message>
        <source>驾驶证长期有效，不用换</source>
        <translation>The licence is valid for good and need not be renewed</translation>
    </message>
    <message>
        <source>有效期对不上，请车辆管理所核对</source>
        <translation>The term of the licence does not fit; ask the licensing office</translation>
    </message>
    <message>
        <source>已经期满，还可以换</source>
        <translation>The licence has expired and can still be renewed</translation>
    </message>
    <message>
        <source>过期太久已经注销，考过科目一可以恢复</source>
        <translation>The licence was cancelled; passing the first exam restores it</translation>
    </message>
    <message>
        <source>注销太久，要重新考</source>
        <translation>The licence was cancelled too long ago; all exams have to be taken again</translation>
    </message>
    <message>
        <source>到了准驾车型的年龄上限</source>
        <translation>The age limit of a class has been reached</translation>
    </message>
    <message>
        <source>快到准驾车型的年龄上限</source>
        <translation>The age limit of a class is near</translation>
    </message>
    <message>
        <source>身体条件证明过期了</source>
        <translation>The medical certificate has expired</translation>
    </message>
    <message>
        <source>身高不够准驾车型的要求</source>
        <translation>The height is below what a class asks for</translation>
    </message>
    <message>
        <source>视力不够准驾车型的要求，可以配镜后重测</source>
        <translation>The eyesight is below what a class asks for; it can be tested again with glasses</translation>
    </message>
    <message>
        <source>单眼视力障碍不能用这个车型</source>
        <translation>With sight in one eye this class is not possible</translation>
    </message>
    <message>
        <source>优眼视力不够，可以配镜后重测</source>
        <translation>The sight of the better eye is too weak; it can be tested again with glasses</translation>
    </message>
    <message>
        <source>水平视野不够</source>
        <translation>The field of view is too narrow</translation>
    </message>
    <message>
        <source>辨色检查没有通过</source>
        <translation>The colour test was not passed</translation>
    </message>
    <message>
        <source>听力检查没有通过，可以戴助听器再测</source>
        <translation>The hearing test was not passed; it can be tried again with a hearing aid</translation>
    </message>
    <message>
        <source>戴助听器不能用这个车型</source>
        <translation>With a hearing aid this class is not possible</translation>
    </message>
    <message>
        <source>手指或下肢检查没有通过，请问医生</source>
        <translation>The check of fingers or legs was not passed; ask the doctor</translation>
    </message>
    <message>
        <source>躯干或颈部检查没有通过，治好后再来</source>
        <translation>The check of trunk or neck was not passed; come back once it is treated</translation>
    </message>
    <message>
        <source>三力测试没有合格，可以再测</source>
        <translation>The three-ability test was not passed; it can be taken again</translation>
    </message>
    <message>
        <source>三力测试的成绩过期了，请重测</source>
        <translation>The three-ability test has expired; please take it again</translation>
    </message>
    <message>
        <source>往后每年要交一次身体条件证明</source>
        <translation>From now on a medical certificate is due every year</translation>
    </message>
    <message>
        <source>新证的有效期写在下面</source>
        <translation>The validity of the new licence stands below</translation>
    </message>
</context>
<context>
    <name>LimbActs</name>
    <message>
        <source>退到全身都在镜头里，一项一项做。做完一项按它的数字键。</source>
        <translation>Step back until the camera sees all of you. Press the number of each act when it is done.</translation>
    </message>
    <message>
        <source>做不了，医生会看</source>
        <translation>Cannot do it; the doctor will see</translation>
    </message>
    <message>
        <source>做了</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>做不了</source>
        <translation>Cannot</translation>
    </message>
    <message>
        <source>做了，开始后 %1</source>
        <translation>Done, %1 into the check</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>长辈版</source>
        <translation>Larger</translation>
    </message>
    <message>
        <source>退出</source>
        <translation>Exit</translation>
    </message>
    <message>
        <source>已低</source>
        <translation>Lowered</translation>
    </message>
    <message>
        <source>已放低</source>
        <translation>Lowered</translation>
    </message>
    <message>
        <source>放低</source>
        <translation>Lower</translation>
    </message>
    <message>
        <source>屏幕放低</source>
        <translation>Lower</translation>
    </message>
    <message>
        <source>听语音</source>
        <translation>Voice</translation>
    </message>
    <message>
        <source>语言</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>中文 / EN</source>
        <translation>中文 / EN</translation>
    </message>
    <message>
        <source>找人帮</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>找人帮忙</source>
        <translation>Get help</translation>
    </message>
    <message>
        <source>便民服务终端</source>
        <translation>Bianmin Terminal</translation>
    </message>
    <message>
        <source>看机器要技术员或负责人的工号。</source>
        <translation>For technicians and managers.</translation>
    </message>
</context>
<context>
    <name>Marks</name>
    <message>
        <source>查询</source>
        <translation>Look up</translation>
    </message>
    <message>
        <source>填写</source>
        <translation>Fill in</translation>
    </message>
    <message>
        <source>告知</source>
        <translation>Notice</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>刷证</source>
        <translation>ID card</translation>
    </message>
    <message>
        <source>拍照</source>
        <translation>Photo</translation>
    </message>
    <message>
        <source>核对签名</source>
        <translation>Sign</translation>
    </message>
    <message>
        <source>付款</source>
        <translation>Pay</translation>
    </message>
    <message>
        <source>寄送</source>
        <translation>Mail</translation>
    </message>
    <message>
        <source>核查条件</source>
        <translation>Rules</translation>
    </message>
    <message>
        <source>拍照体检</source>
        <translation>Check-up</translation>
    </message>
    <message>
        <source>体检</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>结论</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>选时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>看分数</source>
        <translation>Score</translation>
    </message>
    <message>
        <source>材料</source>
        <translation>Papers</translation>
    </message>
</context>
<context>
    <name>MaterialLine</name>
    <message>
        <source>正在看，别动</source>
        <translation>Looking, hold still</translation>
    </message>
    <message>
        <source>重扫</source>
        <translation>Again</translation>
    </message>
    <message>
        <source>扫描</source>
        <translation>Scan</translation>
    </message>
</context>
<context>
    <name>Materials</name>
    <message>
        <source>来自身份证</source>
        <translation>From ID card</translation>
    </message>
    <message>
        <source>免提交</source>
        <translation>Not needed</translation>
    </message>
    <message>
        <source>在这里拍</source>
        <translation>Taken here</translation>
    </message>
    <message>
        <source>一会拍</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>在屏幕上签</source>
        <translation>Signed on the screen</translation>
    </message>
    <message>
        <source>一会签</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>取证时带来看一下</source>
        <translation>Show it when you collect</translation>
    </message>
    <message>
        <source>要带来</source>
        <translation>Bring it</translation>
    </message>
    <message>
        <source>来自电子证照</source>
        <translation>From your e-licences</translation>
    </message>
    <message>
        <source>网络断了，没取到</source>
        <translation>No network, not fetched</translation>
    </message>
    <message>
        <source>取证时看</source>
        <translation>Show later</translation>
    </message>
    <message>
        <source>没找到电子证照</source>
        <translation>No e-licence found</translation>
    </message>
    <message>
        <source>还差 %1 份，齐了才能往下办</source>
        <translation>%1 still missing; then it can go on</translation>
    </message>
    <message>
        <source>刚扫描的</source>
        <translation>Scanned just now</translation>
    </message>
    <message>
        <source>已扫描</source>
        <translation>Scanned</translation>
    </message>
    <message>
        <source>这次不用</source>
        <translation>Not needed this time</translation>
    </message>
    <message>
        <source>不用</source>
        <translation>Not needed</translation>
    </message>
    <message>
        <source>放到高拍仪下面，扫一页</source>
        <translation>Put it under the document camera</translation>
    </message>
    <message>
        <source>还差</source>
        <translation>Missing</translation>
    </message>
    <message>
        <source>在这里录</source>
        <translation>Recorded here</translation>
    </message>
    <message>
        <source>正在录</source>
        <translation>Recording</translation>
    </message>
    <message>
        <source>还差 %1 份，齐了才能受理</source>
        <translation>%1 still missing</translation>
    </message>
    <message>
        <source>没读本人的证，不取电子证照</source>
        <translation>Not fetched: their card was not read</translation>
    </message>
    <message>
        <source>扫好委托的材料就取</source>
        <translation>Fetched once the agent&apos;s paper is scanned</translation>
    </message>
    <message>
        <source>一会取</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>本人刚签的</source>
        <translation>Just signed by them</translation>
    </message>
    <message>
        <source>已签</source>
        <translation>Signed</translation>
    </message>
    <message>
        <source>来自个人档案，%1交过</source>
        <translation>On file since %1</translation>
    </message>
    <message>
        <source>还差 %1 份，带到窗口去办</source>
        <translation>%1 missing: take them to the desk</translation>
    </message>
    <message>
        <source>没找到电子证照，可以扫原件</source>
        <translation>No e-licence found, scan the paper</translation>
    </message>
    <message>
        <source>这台机器扫不了，带到窗口去办</source>
        <translation>Cannot be scanned here, take it to the desk</translation>
    </message>
    <message>
        <source>扫一页，没带的取证时看</source>
        <translation>Scan it, or show it when you collect</translation>
    </message>
</context>
<context>
    <name>MaterialsScreen</name>
    <message>
        <source>正在找电子证照</source>
        <translation>Looking for your e-licences</translation>
    </message>
    <message>
        <source>这些不用您带</source>
        <translation>Nothing to bring</translation>
    </message>
    <message>
        <source>材料看一眼</source>
        <translation>Your papers</translation>
    </message>
    <message>
        <source>现在不耽误，取证时带来就行。</source>
        <translation>Go on now, show them when you collect.</translation>
    </message>
    <message>
        <source>上一步</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>下一步</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>正在取，约 3 秒</source>
        <translation>Fetching, about 3 seconds</translation>
    </message>
    <message>
        <source>取到的就不用您带了。</source>
        <translation>What we find you need not bring.</translation>
    </message>
    <message>
        <source>取到的就不用再交了。</source>
        <translation>What is found need not be handed in.</translation>
    </message>
    <message>
        <source>份材料</source>
        <translation>papers</translation>
    </message>
    <message>
        <source>份免提交</source>
        <translation>need not be handed in</translation>
    </message>
    <message>
        <source>份已扫描</source>
        <translation>scanned</translation>
    </message>
    <message>
        <source>份还差</source>
        <translation>missing</translation>
    </message>
    <message>
        <source>清单之外，不能再要材料</source>
        <translation>Nothing outside this list may be asked for</translation>
    </message>
    <message>
        <source>正在扫…</source>
        <translation>Scanning…</translation>
    </message>
    <message>
        <source>重扫</source>
        <translation>Again</translation>
    </message>
    <message>
        <source>扫描</source>
        <translation>Scan</translation>
    </message>
    <message>
        <source>本件少交 %1 份材料</source>
        <translation>%1 papers nobody had to bring</translation>
    </message>
    <message>
        <source>本件少交 %1 份材料。</source>
        <translation>%1 papers not needed from you.</translation>
    </message>
    <message>
        <source>材料扫一下</source>
        <translation>Scan your papers</translation>
    </message>
    <message>
        <source>少交 %1 份，剩下的放高拍仪下扫。</source>
        <translation>%1 spared; scan the others.</translation>
    </message>
    <message>
        <source>正面朝上，放到高拍仪下面。</source>
        <translation>Face up, under the document camera.</translation>
    </message>
</context>
<context>
    <name>Medical</name>
    <message>
        <source>体检做完了</source>
        <translation>The check is done</translation>
    </message>
    <message>
        <source>按 %1 标准</source>
        <translation>Standard for %1</translation>
    </message>
    <message>
        <source>还没做：%1</source>
        <translation>Not done yet: %1</translation>
    </message>
    <message>
        <source>写 %1 到 %2 的数，单位厘米</source>
        <translation>A number from %1 to %2, in cm</translation>
    </message>
    <message>
        <source>遮住%1</source>
        <translation>the other covered</translation>
    </message>
    <message>
        <source>眼睛离屏幕 %1</source>
        <translation>eyes %1 from the screen</translation>
    </message>
    <message>
        <source>医生看录像</source>
        <translation>For the doctor</translation>
    </message>
    <message>
        <source>没到标准</source>
        <translation>Below standard</translation>
    </message>
    <message>
        <source>已测</source>
        <translation>Measured</translation>
    </message>
    <message>
        <source>合格</source>
        <translation>Passed</translation>
    </message>
    <message>
        <source>没测出来</source>
        <translation>No result</translation>
    </message>
    <message>
        <source>不限</source>
        <translation>No limit</translation>
    </message>
    <message>
        <source>%1 厘米以上</source>
        <translation>%1 cm and more</translation>
    </message>
    <message>
        <source>每只眼 %1 以上，可戴眼镜</source>
        <translation>%1 each, glasses too</translation>
    </message>
    <message>
        <source>没有红绿色盲</source>
        <translation>Red and green seen</translation>
    </message>
    <message>
        <source>50 厘米处听见，可戴助听器</source>
        <translation>At 50 cm, aid allowed</translation>
    </message>
    <message>
        <source>50 厘米处听见，不戴助听器</source>
        <translation>At 50 cm, no aid</translation>
    </message>
    <message>
        <source>医生看录像确认</source>
        <translation>A doctor confirms by the film</translation>
    </message>
    <message>
        <source>%1 厘米</source>
        <translation>%1 cm</translation>
    </message>
    <message>
        <source>看不见</source>
        <translation>Blind</translation>
    </message>
    <message>
        <source>看不出</source>
        <translation>Not seen</translation>
    </message>
    <message>
        <source>第 %1 图</source>
        <translation>Plate %1</translation>
    </message>
    <message>
        <source>听见</source>
        <translation>Heard</translation>
    </message>
    <message>
        <source>没听见</source>
        <translation>Not heard</translation>
    </message>
    <message>
        <source>身高</source>
        <translation>Height</translation>
    </message>
    <message>
        <source>视力</source>
        <translation>Vision</translation>
    </message>
    <message>
        <source>辨色力</source>
        <translation>Colours</translation>
    </message>
    <message>
        <source>听力</source>
        <translation>Hearing</translation>
    </message>
    <message>
        <source>四肢、躯干、颈部</source>
        <translation>Limbs, trunk, neck</translation>
    </message>
    <message>
        <source>右眼</source>
        <translation>Right eye</translation>
    </message>
    <message>
        <source>左眼</source>
        <translation>Left eye</translation>
    </message>
    <message>
        <source>右耳</source>
        <translation>Right ear</translation>
    </message>
    <message>
        <source>左耳</source>
        <translation>Left ear</translation>
    </message>
    <message>
        <source>抬双臂</source>
        <translation>Raise both arms</translation>
    </message>
    <message>
        <source>两臂向前、向上举，再放下</source>
        <translation>Forward, up, and down again</translation>
    </message>
    <message>
        <source>握拳张手</source>
        <translation>Make fists</translation>
    </message>
    <message>
        <source>手心对镜头，握紧再张开</source>
        <translation>Palms to the camera, close and open</translation>
    </message>
    <message>
        <source>对手指</source>
        <translation>Touch fingers</translation>
    </message>
    <message>
        <source>拇指依次碰其他四指，两手都做</source>
        <translation>Thumb to each finger, both hands</translation>
    </message>
    <message>
        <source>下蹲起立</source>
        <translation>Squat</translation>
    </message>
    <message>
        <source>蹲下去，不扶东西站起来</source>
        <translation>Down, and up without holding on</translation>
    </message>
    <message>
        <source>原地踏步</source>
        <translation>Step on the spot</translation>
    </message>
    <message>
        <source>左右腿各抬高几次</source>
        <translation>Lift each leg a few times</translation>
    </message>
    <message>
        <source>转头</source>
        <translation>Turn the head</translation>
    </message>
    <message>
        <source>慢慢向左、向右、抬头、低头</source>
        <translation>Slowly left, right, up, down</translation>
    </message>
    <message>
        <source>弯腰转身</source>
        <translation>Bend and turn</translation>
    </message>
    <message>
        <source>弯腰、挺直，左右转身</source>
        <translation>Bend, straighten, turn left and right</translation>
    </message>
    <message>
        <source>%1 米</source>
        <translation>%1 m</translation>
    </message>
    <message>
        <source>这块屏幕在 %1处最细画到 %2。要画到 %3，站到 %4以外，并改设置里的距离。</source>
        <translation>At %1 this screen draws lines to %2. For %3 stand %4 away or more, and change the distance in the settings.</translation>
    </message>
</context>
<context>
    <name>MedicalPanel</name>
    <message>
        <source>身体条件检查</source>
        <translation>Medical check</translation>
    </message>
</context>
<context>
    <name>MedicalPart</name>
    <message>
        <source>重测%1</source>
        <translation>%1 again</translation>
    </message>
    <message>
        <source>重测</source>
        <translation>Again</translation>
    </message>
</context>
<context>
    <name>MedicalScreen</name>
    <message>
        <source>下一步</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>上一步</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>右边是全部结果。要改哪一项，点它的重测。</source>
        <translation>All results are on the right. To change one, choose Again.</translation>
    </message>
</context>
<context>
    <name>MoreBelow</name>
    <message>
        <source>往下还有</source>
        <translation>More below</translation>
    </message>
</context>
<context>
    <name>MyCases</name>
    <message>
        <source>已存好，等网络</source>
        <translation>Saved, waiting for network</translation>
    </message>
    <message>
        <source>收下了，在审</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>在办</source>
        <translation>In progress</translation>
    </message>
    <message>
        <source>要补材料</source>
        <translation>More needed</translation>
    </message>
    <message>
        <source>没办成</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>办好了</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>以前办的事</source>
        <translation>An earlier case</translation>
    </message>
    <message>
        <source>%1（替别人办）</source>
        <translation>%1 (for somebody else)</translation>
    </message>
    <message>
        <source>补的已存好</source>
        <translation>Saved, to be sent</translation>
    </message>
    <message>
        <source>正在问别处办的</source>
        <translation>Asking for cases from elsewhere</translation>
    </message>
    <message>
        <source>中心收到的都在，这台机存的没读出来。</source>
        <translation>All the centre has. What this machine keeps could not be read.</translation>
    </message>
    <message>
        <source>全市办的都在，新的在前。</source>
        <translation>All cases in the city, newest first.</translation>
    </message>
    <message>
        <source>网络断了，只有在这台机上办的。</source>
        <translation>No network: only cases from this machine.</translation>
    </message>
    <message>
        <source>部分办好</source>
        <translation>Partly done</translation>
    </message>
    <message>
        <source>在全市哪儿办的，都会列在这里。</source>
        <translation>Whatever you hand in anywhere in town is listed here.</translation>
    </message>
</context>
<context>
    <name>MyCasesScreen</name>
    <message>
        <source>我的办件</source>
        <translation>My cases</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>只有您看得到。离开后，屏幕上不留。</source>
        <translation>Only you see this. Nothing stays on the screen.</translation>
    </message>
    <message>
        <source>正在找您的办件</source>
        <translation>Looking for your cases</translation>
    </message>
    <message>
        <source>一两秒就好。</source>
        <translation>A second or two.</translation>
    </message>
    <message>
        <source>还没有办件</source>
        <translation>No cases yet</translation>
    </message>
    <message>
        <source>去办事</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>这个人的办件</source>
        <translation>This person&apos;s cases</translation>
    </message>
    <message>
        <source>正在找办件</source>
        <translation>Looking for cases</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>代办人的姓名、证件号码、和本人的关系随这件事一起交，只用来核对代办。</source>
        <translation>Your name, ID number and what you are to the person go with the case, only to check that you may act.</translation>
    </message>
    <message>
        <source>没读本人的身份证，或者没扫委托的材料，不调用本人的电子证照。</source>
        <translation>Without their card read and your paper scanned, none of their e-licences is used.</translation>
    </message>
    <message>
        <source>代本人声明：%1</source>
        <translation>On their behalf: %1</translation>
    </message>
</context>
<context>
    <name>NoticeScreen</name>
    <message>
        <source>先看这几条</source>
        <translation>Please read this first</translation>
    </message>
    <message>
        <source>都在这里，一次说清。</source>
        <translation>All of it, once.</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>下一步</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>勾上同意，才能往下办</source>
        <translation>Tick to agree, then go on</translation>
    </message>
    <message>
        <source>依据：%1</source>
        <translation>By: %1</translation>
    </message>
    <message>
        <source>；</source>
        <translation>; </translation>
    </message>
    <message>
        <source>允许用以前交过的材料</source>
        <translation>Use papers I handed in before</translation>
    </message>
    <message>
        <source>允许用以前交过的材料和答案，不勾也能办</source>
        <translation>Use papers and answers from before (optional)</translation>
    </message>
</context>
<context>
    <name>NoticeSheet</name>
    <message>
        <source>告知书</source>
        <translation>Notice</translation>
    </message>
    <message>
        <source>看好了</source>
        <translation>I have read it</translation>
    </message>
</context>
<context>
    <name>OpenRow</name>
    <message>
        <source>打印结果</source>
        <translation>Print result</translation>
    </message>
    <message>
        <source>查办件</source>
        <translation>Cases</translation>
    </message>
    <message>
        <source>去办结</source>
        <translation>Decide</translation>
    </message>
</context>
<context>
    <name>PageAdvice</name>
    <message>
        <source>把纸放平，四个角露出来</source>
        <translation>Lay it flat, show all four corners</translation>
    </message>
    <message>
        <source>一次只放一张</source>
        <translation>One sheet at a time</translation>
    </message>
    <message>
        <source>没拍全，往中间放</source>
        <translation>Move it to the middle</translation>
    </message>
    <message>
        <source>太小了，放近一点</source>
        <translation>Put it nearer</translation>
    </message>
    <message>
        <source>光线暗，打开灯</source>
        <translation>Too dark: turn on the light</translation>
    </message>
    <message>
        <source>有反光，挪一下再拍</source>
        <translation>It reflects: move it a little</translation>
    </message>
    <message>
        <source>没拍清楚，别动再拍一次</source>
        <translation>Blurred: hold still, once more</translation>
    </message>
</context>
<context>
    <name>Paper</name>
    <message>
        <source>正在存好</source>
        <translation>Saving</translation>
    </message>
    <message>
        <source>存好了，正在提交</source>
        <translation>Saved, submitting</translation>
    </message>
    <message>
        <source>正在打证明，约 %1 秒</source>
        <translation>Printing your proof, about %1 seconds</translation>
    </message>
    <message>
        <source>正在打凭条，约 %1 秒</source>
        <translation>Printing your receipt, about %1 seconds</translation>
    </message>
    <message>
        <source>办件凭条</source>
        <translation>Receipt</translation>
    </message>
</context>
<context>
    <name>PaperScreen</name>
    <message>
        <source>先别走</source>
        <translation>Please stay</translation>
    </message>
    <message>
        <source>正在提交</source>
        <translation>Submitting</translation>
    </message>
    <message>
        <source>正在打印</source>
        <translation>Printing</translation>
    </message>
    <message>
        <source>办件编号 %1</source>
        <translation>Case number %1</translation>
    </message>
    <message>
        <source>比平时慢一点，还在办。着急就找人帮忙。</source>
        <translation>Slower than usual, still at it. Get help if you are in a hurry.</translation>
    </message>
    <message>
        <source>已经存在本机，丢不了。</source>
        <translation>It is saved here and cannot be lost.</translation>
    </message>
    <message>
        <source>别走开，好了会叫您。</source>
        <translation>Please stay, we tell you when it is ready.</translation>
    </message>
    <message>
        <source>找人帮忙</source>
        <translation>Get help</translation>
    </message>
</context>
<context>
    <name>Papers</name>
    <message>
        <source>请拿走身份证</source>
        <translation>Please take your ID card</translation>
    </message>
    <message>
        <source>证明没打出来</source>
        <translation>Proof not printed</translation>
    </message>
    <message>
        <source>拍下编号，到窗口就能补打</source>
        <translation>Photograph the number, the counter prints it</translation>
    </message>
    <message>
        <source>凭条没打出来</source>
        <translation>Receipt not printed</translation>
    </message>
    <message>
        <source>拍下编号就能查进度</source>
        <translation>Photograph the number to follow your case</translation>
    </message>
    <message>
        <source>请拿走证明和凭条</source>
        <translation>Please take your papers</translation>
    </message>
    <message>
        <source>请拿走凭条</source>
        <translation>Please take your receipt</translation>
    </message>
    <message>
        <source>凭条已打好，在下方出纸口取</source>
        <translation>Receipt printed, take it below</translation>
    </message>
    <message>
        <source>证明没打出来，请拍下编号</source>
        <translation>Proof not printed, photograph the number</translation>
    </message>
    <message>
        <source>凭条没打出来，请拍下编号</source>
        <translation>Receipt not printed, photograph the number</translation>
    </message>
    <message>
        <source>拍下编号，到窗口补打</source>
        <translation>Photograph it, the counter prints it</translation>
    </message>
    <message>
        <source>请拿走证明</source>
        <translation>Please take your proof</translation>
    </message>
    <message>
        <source>都打好了，在下方出纸口取</source>
        <translation>Both printed, take them below</translation>
    </message>
    <message>
        <source>在下方出纸口取</source>
        <translation>Take them below</translation>
    </message>
    <message>
        <source>凭条在下方出纸口</source>
        <translation>Take it from the slot below</translation>
    </message>
    <message>
        <source>可以再打一次，或拍下编号到窗口补打</source>
        <translation>Print again, or photograph your number for the counter</translation>
    </message>
    <message>
        <source>证明没打出来，可以再打一次</source>
        <translation>Proof not printed. You can print again.</translation>
    </message>
    <message>
        <source>可以再打一次</source>
        <translation>You can print again</translation>
    </message>
    <message>
        <source>请稍等，打好再走</source>
        <translation>Please wait until it is printed</translation>
    </message>
    <message>
        <source>正在再打一次证明</source>
        <translation>Printing your proof again</translation>
    </message>
    <message>
        <source>两张身份证都拿好</source>
        <translation>Take both ID cards</translation>
    </message>
    <message>
        <source>证明晚点打</source>
        <translation>Your paper comes later</translation>
    </message>
    <message>
        <source>办结以后，到这台机刷身份证打印</source>
        <translation>Once decided, come to this machine with your ID card to print it</translation>
    </message>
    <message>
        <source>办结后刷身份证打印</source>
        <translation>Print it with your ID card once decided</translation>
    </message>
</context>
<context>
    <name>PaymentScreen</name>
    <message>
        <source>付好了</source>
        <translation>Paid</translation>
    </message>
    <message>
        <source>领取时再付</source>
        <translation>Pay on collection</translation>
    </message>
    <message>
        <source>用手机扫码付款</source>
        <translation>Pay by phone</translation>
    </message>
    <message>
        <source>上一步</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>下一步</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>付好会自动往下走。</source>
        <translation>Goes on by itself once paid.</translation>
    </message>
    <message>
        <source>要付</source>
        <translation>To pay</translation>
    </message>
    <message>
        <source>正在取付款码</source>
        <translation>Getting your payment code</translation>
    </message>
    <message>
        <source>一两秒就好。</source>
        <translation>A second or two.</translation>
    </message>
    <message>
        <source>收到了，谢谢</source>
        <translation>Received, thank you</translation>
    </message>
    <message>
        <source>正在等您付款</source>
        <translation>Waiting for your payment</translation>
    </message>
    <message>
        <source>网络断了，现在付不了</source>
        <translation>No network, no payment for now</translation>
    </message>
    <message>
        <source>先提交，来取的时候再付，不耽误。</source>
        <translation>Submit now, pay when you collect.</translation>
    </message>
    <message>
        <source>先提交，来取的时候再付，不耽误</source>
        <translation>Submit now, pay when you collect</translation>
    </message>
    <message>
        <source>打开手机扫一扫</source>
        <translation>Scan it with your phone</translation>
    </message>
    <message>
        <source>收到了，晚了一点，不用再付</source>
        <translation>Received, a little late. Do not pay again</translation>
    </message>
    <message>
        <source>现在付清才算办好，付好自动往下走。</source>
        <translation>Not handed in until paid; goes on by itself.</translation>
    </message>
    <message>
        <source>已付</source>
        <translation>Paid</translation>
    </message>
</context>
<context>
    <name>PersonEditor</name>
    <message>
        <source>不写了</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>写好了</source>
        <translation>Done</translation>
    </message>
</context>
<context>
    <name>PersonField</name>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>身份证号</source>
        <translation>ID number</translation>
    </message>
</context>
<context>
    <name>PersonPane</name>
    <message>
        <source>还没有读证</source>
        <translation>No card read yet</translation>
    </message>
    <message>
        <source>30 秒后收起</source>
        <translation>Hidden again in 30 s</translation>
    </message>
    <message>
        <source>看全部信息（留痕）</source>
        <translation>Show all (recorded)</translation>
    </message>
    <message>
        <source>上次没办完：%1</source>
        <translation>Not finished last time: %1</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>接着上次的办</source>
        <translation>Go on with it</translation>
    </message>
</context>
<context>
    <name>PersonsField</name>
    <message>
        <source>改</source>
        <translation>Edit</translation>
    </message>
    <message>
        <source>删掉</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>加一个人</source>
        <translation>Add a person</translation>
    </message>
    <message>
        <source>再加一个人</source>
        <translation>Add another person</translation>
    </message>
</context>
<context>
    <name>Photo</name>
    <message>
        <source>很好，别动，马上自动拍</source>
        <translation>Good, hold still</translation>
    </message>
    <message>
        <source>坐直，看镜头，露出眉毛和耳朵</source>
        <translation>Sit up, show eyebrows and ears</translation>
    </message>
</context>
<context>
    <name>PhotoFrame</name>
    <message>
        <source>头顶线</source>
        <translation>Crown</translation>
    </message>
    <message>
        <source>眼睛线</source>
        <translation>Eyes</translation>
    </message>
    <message>
        <source>下巴线</source>
        <translation>Chin</translation>
    </message>
    <message>
        <source>头部 %1</source>
        <translation>Head %1</translation>
    </message>
    <message>
        <source>要 %1</source>
        <translation>Wanted %1</translation>
    </message>
</context>
<context>
    <name>PhotoGuide</name>
    <message>
        <source>正在打开镜头</source>
        <translation>Opening the camera</translation>
    </message>
    <message>
        <source>实时画面</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>别动，马上自动拍</source>
        <translation>Hold still, taking the photo</translation>
    </message>
</context>
<context>
    <name>PhotoRule</name>
    <message>
        <source>光线</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>一个人</source>
        <translation>One person</translation>
    </message>
    <message>
        <source>正对镜头</source>
        <translation>Facing</translation>
    </message>
    <message>
        <source>远近</source>
        <translation>Distance</translation>
    </message>
    <message>
        <source>白色背景</source>
        <translation>White wall</translation>
    </message>
    <message>
        <source>头部大小</source>
        <translation>Head size</translation>
    </message>
    <message>
        <source>头部位置</source>
        <translation>Head place</translation>
    </message>
    <message>
        <source>清晰</source>
        <translation>Sharpness</translation>
    </message>
    <message>
        <source>文件大小</source>
        <translation>File size</translation>
    </message>
    <message>
        <source>靠近灯光，让脸亮一点</source>
        <translation>Move nearer the light</translation>
    </message>
    <message>
        <source>避开直射的灯光</source>
        <translation>Avoid the direct light</translation>
    </message>
    <message>
        <source>正对灯光坐，让两边脸一样亮</source>
        <translation>Face the light</translation>
    </message>
    <message>
        <source>让旁边的人离开画面</source>
        <translation>One person only, please</translation>
    </message>
    <message>
        <source>站到镜头前，露出整张脸</source>
        <translation>Show your whole face</translation>
    </message>
    <message>
        <source>往前站一点</source>
        <translation>A little nearer</translation>
    </message>
    <message>
        <source>往后退一点</source>
        <translation>A little further back</translation>
    </message>
    <message>
        <source>坐低一点</source>
        <translation>Sit a little lower</translation>
    </message>
    <message>
        <source>坐高一点</source>
        <translation>Sit a little higher</translation>
    </message>
    <message>
        <source>往中间站</source>
        <translation>Move to the middle</translation>
    </message>
    <message>
        <source>往前离墙远一点，去掉影子</source>
        <translation>Step away from the wall</translation>
    </message>
    <message>
        <source>站到白色背景前</source>
        <translation>Stand before the white wall</translation>
    </message>
    <message>
        <source>把头摆正，两眼一样高</source>
        <translation>Keep your head level</translation>
    </message>
    <message>
        <source>转正脸，看镜头</source>
        <translation>Turn to the camera</translation>
    </message>
    <message>
        <source>收一点下巴</source>
        <translation>Chin down a little</translation>
    </message>
    <message>
        <source>抬一点下巴</source>
        <translation>Chin up a little</translation>
    </message>
    <message>
        <source>把头发拢到耳后，压平头顶</source>
        <translation>Hair behind your ears</translation>
    </message>
    <message>
        <source>坐稳，露出整个头顶</source>
        <translation>Show the top of your head</translation>
    </message>
    <message>
        <source>坐稳别动，等画面变清楚</source>
        <translation>Hold still a moment</translation>
    </message>
    <message>
        <source>别动，再拍一张</source>
        <translation>Hold still, once more</translation>
    </message>
    <message>
        <source>拿开挡镜头的东西，或打开灯</source>
        <translation>Clear the camera or turn on the light</translation>
    </message>
    <message>
        <source>背景一边暗，离墙远一点</source>
        <translation>Step away from the wall</translation>
    </message>
    <message>
        <source>让背景里的人和东西离开</source>
        <translation>Clear what is behind you</translation>
    </message>
    <message>
        <source>摘下墨镜，露出眼睛</source>
        <translation>Take off dark glasses</translation>
    </message>
</context>
<context>
    <name>PhotoScreen</name>
    <message>
        <source>这张行吗？</source>
        <translation>Is this one all right?</translation>
    </message>
    <message>
        <source>拍一张证件照</source>
        <translation>Take your photo</translation>
    </message>
    <message>
        <source>证件上就用这一张。</source>
        <translation>This one goes on the card.</translation>
    </message>
    <message>
        <source>坐直，看镜头</source>
        <translation>Sit up, look at the camera</translation>
    </message>
    <message>
        <source>坐直，看镜头，露出眉毛和耳朵。</source>
        <translation>Sit up, show eyebrows and ears.</translation>
    </message>
    <message>
        <source>重拍</source>
        <translation>Retake</translation>
    </message>
    <message>
        <source>上一步</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>用这张</source>
        <translation>Use this one</translation>
    </message>
    <message>
        <source>正在拍</source>
        <translation>Taking it</translation>
    </message>
    <message>
        <source>现在拍</source>
        <translation>Take it now</translation>
    </message>
    <message>
        <source>都合格，可以用</source>
        <translation>It meets all the rules</translation>
    </message>
    <message>
        <source>照片拍好了</source>
        <translation>Photo taken</translation>
    </message>
    <message>
        <source>照片检查</source>
        <translation>Photo check</translation>
    </message>
    <message>
        <source>%1 项合格，还差 %2 项</source>
        <translation>%1 met, %2 to go</translation>
    </message>
    <message>
        <source>手动拍</source>
        <translation>Take now</translation>
    </message>
</context>
<context>
    <name>PickField</name>
    <message>
        <source>选</source>
        <translation>Choose</translation>
    </message>
    <message>
        <source>改</source>
        <translation>Edit</translation>
    </message>
</context>
<context>
    <name>PinDots</name>
    <message>
        <source>PIN，已输入 %1 位</source>
        <translation>PIN, %1 digits entered</translation>
    </message>
</context>
<context>
    <name>PinPad</name>
    <message>
        <source>清空</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>退一格</source>
        <translation>Erase one</translation>
    </message>
</context>
<context>
    <name>PlaceField</name>
    <message>
        <source>哪个乡镇</source>
        <translation>Which town</translation>
    </message>
    <message>
        <source>网格（按路名找到的）</source>
        <translation>Grid (found by your words)</translation>
    </message>
    <message>
        <source>网格（不知道就不选）</source>
        <translation>Grid (leave it if you do not know)</translation>
    </message>
    <message>
        <source>点这里选</source>
        <translation>Touch to choose</translation>
    </message>
</context>
<context>
    <name>PlacePicker</name>
    <message>
        <source>点这里选</source>
        <translation>Touch to choose</translation>
    </message>
    <message>
        <source>写地名找</source>
        <translation>Type a name to find it</translation>
    </message>
    <message>
        <source>没有找到，换个字试试</source>
        <translation>Nothing found, try another word</translation>
    </message>
</context>
<context>
    <name>PowerScreen</name>
    <message>
        <source>授权委托书</source>
        <translation>Power of attorney</translation>
    </message>
    <message>
        <source>请本人看一遍</source>
        <translation>They read this</translation>
    </message>
    <message>
        <source>请本人签名</source>
        <translation>They sign here</translation>
    </message>
    <message>
        <source>写的没错，再去签名。</source>
        <translation>If it is right, go on to sign.</translation>
    </message>
    <message>
        <source>代办人不能替签。</source>
        <translation>Nobody signs for them.</translation>
    </message>
    <message>
        <source>上一步</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>去签名</source>
        <translation>Sign</translation>
    </message>
    <message>
        <source>签好了</source>
        <translation>Signed</translation>
    </message>
    <message>
        <source>正在做委托书</source>
        <translation>Making the power of attorney</translation>
    </message>
    <message>
        <source>约 2 秒，跟着这件事一起交。</source>
        <translation>About 2 seconds; it goes with the case.</translation>
    </message>
    <message>
        <source>还没签名，在框里写</source>
        <translation>Not signed yet: write in the frame</translation>
    </message>
    <message>
        <source>清除重写</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>本人签名，写在横线上</source>
        <translation>Their signature, on the line</translation>
    </message>
</context>
<context>
    <name>PutCard</name>
    <message>
        <source>读到了，可以拿走了</source>
        <translation>Read. You may take the card</translation>
    </message>
    <message>
        <source>正在等您的身份证</source>
        <translation>Waiting for your ID card</translation>
    </message>
    <message>
        <source>正在等代办人的身份证</source>
        <translation>Waiting for the card of whoever came</translation>
    </message>
    <message>
        <source>本人来办</source>
        <translation>For themselves</translation>
    </message>
    <message>
        <source>替别人办</source>
        <translation>For somebody else</translation>
    </message>
    <message>
        <source>正在等身份证</source>
        <translation>Waiting for the ID card</translation>
    </message>
</context>
<context>
    <name>PutCardScreen</name>
    <message>
        <source>把身份证放到读卡区</source>
        <translation>Place your ID card</translation>
    </message>
    <message>
        <source>人像朝上放平，听到“嘀”再拿走</source>
        <translation>Portrait up, until it beeps</translation>
    </message>
    <message>
        <source>人像朝上放平。听到“嘀”一声，再拿走。</source>
        <translation>Portrait up and flat. Take it when it beeps.</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>只用来办这件事，
屏幕上不留信息</source>
        <translation>Only used for this. Nothing stays on the screen.</translation>
    </message>
    <message>
        <source>只用来办这件事。您离开后，
屏幕上不留您的信息。</source>
        <translation>Only used for this. Nothing stays on the screen when you leave.</translation>
    </message>
    <message>
        <source>没带身份证？</source>
        <translation>No ID card with you?</translation>
    </message>
    <message>
        <source>没带身份证？找人帮忙</source>
        <translation>No ID card? Get help</translation>
    </message>
    <message>
        <source>找人帮忙</source>
        <translation>Get help</translation>
    </message>
    <message>
        <source>工作人员看看能不能用别的证办</source>
        <translation>Staff will see what else can be used</translation>
    </message>
    <message>
        <source>先读代办人的身份证</source>
        <translation>First the card of whoever came</translation>
    </message>
    <message>
        <source>来的人先刷证、认脸，再登记没来的人。</source>
        <translation>Card and face of whoever came, then the person who did not.</translation>
    </message>
    <message>
        <source>只用来办这件事。办完后，
屏幕上不留信息。</source>
        <translation>Only for this case. Afterwards
nothing stays on the screen.</translation>
    </message>
    <message>
        <source>先放您自己的身份证</source>
        <translation>Your own ID card first</translation>
    </message>
    <message>
        <source>您先刷证、认脸，再说替谁办。</source>
        <translation>Your card and face first, then theirs.</translation>
    </message>
    <message>
        <source>给自己办</source>
        <translation>For myself</translation>
    </message>
    <message>
        <source>替别人办</source>
        <translation>For another</translation>
    </message>
    <message>
        <source>不替别人了</source>
        <translation>For nobody else</translation>
    </message>
    <message>
        <source>他没空来，您来办</source>
        <translation>They cannot come</translation>
    </message>
    <message>
        <source>没带证</source>
        <translation>No card</translation>
    </message>
</context>
<context>
    <name>Query</name>
    <message>
        <source>正在查%1</source>
        <translation>Looking up %1</translation>
    </message>
    <message>
        <source>这样办不了</source>
        <translation>This cannot be done</translation>
    </message>
    <message>
        <source>查到%1了</source>
        <translation>Found: %1</translation>
    </message>
    <message>
        <source>查%1</source>
        <translation>Look up %1</translation>
    </message>
</context>
<context>
    <name>QueryScreen</name>
    <message>
        <source>上一步</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>下一步</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>正在查，约 3 秒</source>
        <translation>Looking it up, about 3 seconds</translation>
    </message>
    <message>
        <source>只查您本人的。</source>
        <translation>Yours only.</translation>
    </message>
    <message>
        <source>照证填写</source>
        <translation>Type from the licence</translation>
    </message>
    <message>
        <source>看一眼对不对。</source>
        <translation>Please check it.</translation>
    </message>
    <message>
        <source>去改</source>
        <translation>Change it</translation>
    </message>
    <message>
        <source>要改一项</source>
        <translation>One answer must change</translation>
    </message>
    <message>
        <source>自己填写</source>
        <translation>Fill it in</translation>
    </message>
</context>
<context>
    <name>QueueList</name>
    <message>
        <source>等候</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>还有 %1 人</source>
        <translation>%1 more</translation>
    </message>
</context>
<context>
    <name>QueuePane</name>
    <message>
        <source>正在办</source>
        <translation>Serving</translation>
    </message>
    <message>
        <source>叫到</source>
        <translation>Called</translation>
    </message>
    <message>
        <source>叫号</source>
        <translation>Calling</translation>
    </message>
    <message>
        <source>重呼</source>
        <translation>Call again</translation>
    </message>
    <message>
        <source>过号</source>
        <translation>Missed</translation>
    </message>
    <message>
        <source>开始办 Enter</source>
        <translation>Begin, Enter</translation>
    </message>
    <message>
        <source>正在叫…</source>
        <translation>Calling…</translation>
    </message>
    <message>
        <source>叫下一位 F8</source>
        <translation>Call next, F8</translation>
    </message>
    <message>
        <source>不用号照常办，在中间选事项。</source>
        <translation>Work on without numbers: choose in the middle.</translation>
    </message>
</context>
<context>
    <name>Reasons</name>
    <message>
        <source>等得太久</source>
        <translation>Too long a wait</translation>
    </message>
    <message>
        <source>步骤太多</source>
        <translation>Too many steps</translation>
    </message>
    <message>
        <source>看不懂</source>
        <translation>Hard to understand</translation>
    </message>
    <message>
        <source>机器不好用</source>
        <translation>Machine is awkward</translation>
    </message>
    <message>
        <source>材料要得多</source>
        <translation>Too many papers</translation>
    </message>
    <message>
        <source>没办成</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>没人帮忙</source>
        <translation>Nobody helped</translation>
    </message>
    <message>
        <source>别的原因</source>
        <translation>Something else</translation>
    </message>
</context>
<context>
    <name>ReasonsScreen</name>
    <message>
        <source>哪里不好？</source>
        <translation>What was wrong?</translation>
    </message>
    <message>
        <source>选一个或几个，有专人回访。</source>
        <translation>Choose one or more. We will call you back.</translation>
    </message>
    <message>
        <source>不评了</source>
        <translation>Skip</translation>
    </message>
    <message>
        <source>提交</source>
        <translation>Send</translation>
    </message>
    <message>
        <source>选一个原因，再提交</source>
        <translation>Choose a reason first</translation>
    </message>
</context>
<context>
    <name>RecordTable</name>
    <message>
        <source>没有记录</source>
        <translation>No entries</translation>
    </message>
</context>
<context>
    <name>ResultTile</name>
    <message>
        <source>正在测</source>
        <translation>Now</translation>
    </message>
</context>
<context>
    <name>Review</name>
    <message>
        <source>来自身份证</source>
        <translation>From ID card</translation>
    </message>
    <message>
        <source>来自档案</source>
        <translation>From the record</translation>
    </message>
</context>
<context>
    <name>ReviewRow</name>
    <message>
        <source>改</source>
        <translation>Edit</translation>
    </message>
</context>
<context>
    <name>ReviewScreen</name>
    <message>
        <source>核对一下，再签名</source>
        <translation>Check and sign</translation>
    </message>
    <message>
        <source>核对一下</source>
        <translation>Please check</translation>
    </message>
    <message>
        <source>有错点“改”，没错就签名。</source>
        <translation>Edit what is wrong, then sign.</translation>
    </message>
    <message>
        <source>有错点“改”，没错就提交。</source>
        <translation>Edit what is wrong, then submit.</translation>
    </message>
    <message>
        <source>上一步</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>确认提交</source>
        <translation>Submit</translation>
    </message>
    <message>
        <source>身份证</source>
        <translation>ID card</translation>
    </message>
    <message>
        <source>还没签名，在框里写</source>
        <translation>Please sign in the box</translation>
    </message>
    <message>
        <source>在框里签名</source>
        <translation>Sign in the box</translation>
    </message>
    <message>
        <source>清除重写</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>勾上“属实”，再提交</source>
        <translation>Tick that it is true, then submit</translation>
    </message>
    <message>
        <source>以上属实</source>
        <translation>The above is true</translation>
    </message>
    <message>
        <source>以上属实，我同意用于办理此事</source>
        <translation>The above is true and may be used for this</translation>
    </message>
    <message>
        <source>告知书</source>
        <translation>Notice</translation>
    </message>
    <message>
        <source>看告知书</source>
        <translation>Notice</translation>
    </message>
    <message>
        <source>写好再提交。</source>
        <translation>Sign, then submit.</translation>
    </message>
    <message>
        <source>去签名</source>
        <translation>Sign</translation>
    </message>
    <message>
        <source>请代办人在框里签名</source>
        <translation>Whoever came signs in the box</translation>
    </message>
    <message>
        <source>代办人签名，写在横线上</source>
        <translation>Signature of whoever came, on the line</translation>
    </message>
    <message>
        <source>用手指写，写在横线上</source>
        <translation>Write with a finger, on the line</translation>
    </message>
    <message>
        <source>以上属实，我受本人委托办理此事</source>
        <translation>This is true, and I act on their behalf</translation>
    </message>
</context>
<context>
    <name>Ring</name>
    <message>
        <source>还剩 %1 秒</source>
        <translation>%1 seconds left</translation>
    </message>
</context>
<context>
    <name>RowField</name>
    <message>
        <source>没有查到记录，没有可选的</source>
        <translation>Nothing was found, there is nothing to choose</translation>
    </message>
</context>
<context>
    <name>Scan</name>
    <message>
        <source>这是证明上的码</source>
        <translation>A code from a printed proof</translation>
    </message>
    <message>
        <source>用手机扫这个码，就能查真假。</source>
        <translation>Scan it with a phone to check it.</translation>
    </message>
    <message>
        <source>没读清这个码</source>
        <translation>Could not read this code</translation>
    </message>
    <message>
        <source>放平，别晃，再对一次。</source>
        <translation>Hold it flat and still, once more.</translation>
    </message>
    <message>
        <source>这个码用手机扫</source>
        <translation>This code is for a phone</translation>
    </message>
    <message>
        <source>邮寄单在手机上填。</source>
        <translation>The mailing slip is filled in on a phone.</translation>
    </message>
    <message>
        <source>这个码到窗口用</source>
        <translation>This code is for a desk</translation>
    </message>
    <message>
        <source>把这张纸交给窗口的工作人员。</source>
        <translation>Give the paper to a clerk at a desk.</translation>
    </message>
    <message>
        <source>电子证不能这样进</source>
        <translation>E-licences do not work here</translation>
    </message>
    <message>
        <source>刷身份证一样能办。</source>
        <translation>Your ID card does the same.</translation>
    </message>
    <message>
        <source>这里用不上这个码</source>
        <translation>This code is of no use here</translation>
    </message>
    <message>
        <source>换凭条或证明上的码，再对一次。</source>
        <translation>Try the code on a receipt or a proof.</translation>
    </message>
    <message>
        <source>刷身份证、填编号，就知道真假。</source>
        <translation>ID card and number, then you know.</translation>
    </message>
</context>
<context>
    <name>ScanScreen</name>
    <message>
        <source>把码对准扫码口</source>
        <translation>Hold the code to the scanner</translation>
    </message>
    <message>
        <source>凭条、证明上的码都行</source>
        <translation>Codes on receipts and proofs</translation>
    </message>
    <message>
        <source>凭条、证明上的码都行。离一个手掌远，别晃。</source>
        <translation>Codes on receipts and proofs. Hold it a hand away, still.</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>查真假</source>
        <translation>Check it</translation>
    </message>
    <message>
        <source>您离开后，
屏幕上不留</source>
        <translation>Nothing stays on
the screen</translation>
    </message>
    <message>
        <source>只用来找您的事。您离开后，
屏幕上不留。</source>
        <translation>Only used to find your case.
Nothing stays on the screen.</translation>
    </message>
    <message>
        <source>正在等您的码</source>
        <translation>Waiting for your code</translation>
    </message>
    <message>
        <source>没带凭条？</source>
        <translation>No receipt with you?</translation>
    </message>
    <message>
        <source>按编号查</source>
        <translation>By number</translation>
    </message>
    <message>
        <source>自己填编号</source>
        <translation>Type the number</translation>
    </message>
    <message>
        <source>刷身份证</source>
        <translation>ID card</translation>
    </message>
    <message>
        <source>看全部办件</source>
        <translation>All your cases</translation>
    </message>
</context>
<context>
    <name>Score</name>
    <message>
        <source>基础分</source>
        <translation>Base points</translation>
    </message>
    <message>
        <source>加分</source>
        <translation>Bonus</translation>
    </message>
    <message>
        <source>扣分</source>
        <translation>Deductions</translation>
    </message>
    <message>
        <source>您有 {points} 分，可以选几项。</source>
        <translation>You have {points} points. Choose one or more.</translation>
    </message>
</context>
<context>
    <name>ScoreHints</name>
    <message>
        <source>怎样能多几分</source>
        <translation>How to get more points</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>输入要办的事，比如：换身份证</source>
        <translation>Search, for example: ID card</translation>
    </message>
    <message>
        <source>清除</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>说话找</source>
        <translation>Speak</translation>
    </message>
    <message>
        <source>说话</source>
        <translation>Speak</translation>
    </message>
</context>
<context>
    <name>SessionHead</name>
    <message>
        <source>未登录</source>
        <translation>No card</translation>
    </message>
    <message>
        <source>秒</source>
        <translation>s</translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>输错太多次。%1 秒后再试，忘了 PIN 找中心重设。</source>
        <translation>Too many tries. Try again in %1 s. Forgot the PIN? Ask the centre.</translation>
    </message>
    <message>
        <source>输错太多次。%1 分 %2 秒后再试，忘了 PIN 找中心重设。</source>
        <translation>Too many tries. Try again in %1 min %2 s. Forgot the PIN? Ask the centre.</translation>
    </message>
    <message>
        <source>工号或 PIN 不对，还能试 %1 次。</source>
        <translation>Wrong number or PIN. Tries left: %1.</translation>
    </message>
    <message>
        <source>超过 %1 天没连上中心，名单过期了。接好网线再试，或用钥匙开机门。</source>
        <translation>No word from the centre for %1 days: the staff list has run out. Connect and try again, or open the cabinet.</translation>
    </message>
    <message>
        <source>中心还没给过名单。在中心加操作员，再运行 kiosk sync once，或用钥匙开机门。</source>
        <translation>The centre has sent no staff list. Add an operator there, then run kiosk sync once; or open the cabinet.</translation>
    </message>
    <message>
        <source>没查成，名单打不开。再试一次，或用钥匙开机门。</source>
        <translation>The staff list cannot be read. Try again, or open the cabinet.</translation>
    </message>
    <message>
        <source>这个工号没有权限。找技术员或负责人。</source>
        <translation>This number is not allowed here. Ask a technician or manager.</translation>
    </message>
    <message>
        <source>还没填工号。</source>
        <translation>Enter your staff number first.</translation>
    </message>
    <message>
        <source>PIN 至少 %1 位。</source>
        <translation>The PIN has at least %1 digits.</translation>
    </message>
</context>
<context>
    <name>SignInSheet</name>
    <message>
        <source>员工登录</source>
        <translation>Staff sign-in</translation>
    </message>
    <message>
        <source>工号</source>
        <translation>Staff number</translation>
    </message>
    <message>
        <source>字母和数字</source>
        <translation>Letters and digits</translation>
    </message>
    <message>
        <source>工号 %1</source>
        <translation>Staff no. %1</translation>
    </message>
    <message>
        <source>改工号</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>输入 PIN</source>
        <translation>Enter PIN</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>下一步</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>正在核对…</source>
        <translation>Checking…</translation>
    </message>
    <message>
        <source>登录</source>
        <translation>Sign in</translation>
    </message>
</context>
<context>
    <name>SignaturePad</name>
    <message>
        <source>用手指写，写在横线上</source>
        <translation>Write with your finger, on the line</translation>
    </message>
</context>
<context>
    <name>SignedField</name>
    <message>
        <source>重签</source>
        <translation>Sign again</translation>
    </message>
    <message>
        <source>清除重写</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>用手指写，写在横线上</source>
        <translation>Write with your finger, on the line</translation>
    </message>
    <message>
        <source>签好了</source>
        <translation>Signed</translation>
    </message>
</context>
<context>
    <name>StepTrouble</name>
    <message>
        <source>找人帮</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>找人帮忙</source>
        <translation>Get help</translation>
    </message>
</context>
<context>
    <name>StillThereDialog</name>
    <message>
        <source>您还在吗？</source>
        <translation>Are you still there?</translation>
    </message>
    <message>
        <source>%1 秒后退出，没提交的会清掉。</source>
        <translation>Ends in %1 seconds. What is not submitted is cleared.</translation>
    </message>
    <message>
        <source>继续办</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>退出</source>
        <translation>Exit</translation>
    </message>
</context>
<context>
    <name>SwitchRow</name>
    <message>
        <source>开着</source>
        <translation>On</translation>
    </message>
    <message>
        <source>关着</source>
        <translation>Off</translation>
    </message>
</context>
<context>
    <name>TakeOver</name>
    <message>
        <source>正在等接力码</source>
        <translation>Waiting for a hand-over code</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>这张纸有 %1 个码，还差第 %2 个</source>
        <translation>This slip has %1 codes; number %2 is missing</translation>
    </message>
    <message>
        <source>扫码枪没反应</source>
        <translation>The scanner does not answer</translation>
    </message>
    <message>
        <source>看看线插好没有，接上了自己会好。</source>
        <translation>Look at its cable; once it is plugged in it goes on.</translation>
    </message>
    <message>
        <source>这会儿读不了接力码</source>
        <translation>Hand-over codes cannot be read just now</translation>
    </message>
    <message>
        <source>码没有用掉。再扫一次，还不行就重新填。</source>
        <translation>It is not used up. Scan again, or fill in the form anew.</translation>
    </message>
    <message>
        <source>这不是接力码</source>
        <translation>This is no hand-over code</translation>
    </message>
    <message>
        <source>扫终端上打的“接力码”那张纸。</source>
        <translation>Scan the slip that says hand-over code.</translation>
    </message>
    <message>
        <source>换了一张纸</source>
        <translation>That is another slip</translation>
    </message>
    <message>
        <source>从这张纸重新扫，前一张的不算了。</source>
        <translation>It begins anew with this one; the one before does not count.</translation>
    </message>
    <message>
        <source>没读全这个码</source>
        <translation>The code was not read whole</translation>
    </message>
    <message>
        <source>放平再扫一次，还不行就重新填。</source>
        <translation>Lay it flat and scan again, or fill in the form anew.</translation>
    </message>
    <message>
        <source>这张纸用过了</source>
        <translation>This slip was used</translation>
    </message>
    <message>
        <source>在这里接过一次。看“没办完的”里有没有，没有就是办完了。</source>
        <translation>It was taken here before. Look under what is not finished; if it is not there, it is done.</translation>
    </message>
    <message>
        <source>这张纸过期了</source>
        <translation>This slip is too old</translation>
    </message>
    <message>
        <source>两小时内有效。请在窗口重新填。</source>
        <translation>It is good for two hours. Fill in the form anew.</translation>
    </message>
    <message>
        <source>码的签名不对，不能用</source>
        <translation>The signature is wrong; not to be used</translation>
    </message>
    <message>
        <source>重新填，并告诉维护人员。</source>
        <translation>Fill in the form anew, and tell a technician.</translation>
    </message>
    <message>
        <source>码上的时间比现在还晚</source>
        <translation>The code is from later than now</translation>
    </message>
    <message>
        <source>本机和终端的钟对不上，请维护人员看时间。急办就重新填。</source>
        <translation>The clocks of desk and terminal differ: tell a technician. If it is urgent, fill in the form anew.</translation>
    </message>
    <message>
        <source>这是别的大厅的码</source>
        <translation>This code is another hall&apos;s</translation>
    </message>
    <message>
        <source>请到打码的大厅办，或在这里重新填。</source>
        <translation>Go to the hall that made it, or fill in the form anew here.</translation>
    </message>
    <message>
        <source>不认识打码的终端</source>
        <translation>The terminal that made it is not known</translation>
    </message>
    <message>
        <source>联网收发一次再扫。等不了就重新填。</source>
        <translation>Scan again after a sync, or fill in the form anew.</translation>
    </message>
    <message>
        <source>这件事这里办不了</source>
        <translation>This is not done here</translation>
    </message>
    <message>
        <source>码没有用掉，请到办这件事的窗口扫。</source>
        <translation>The code is not used up: have it scanned at a desk that does it.</translation>
    </message>
    <message>
        <source>本机还接不了</source>
        <translation>This desk cannot take over yet</translation>
    </message>
    <message>
        <source>登记后联网收发一次就能接。</source>
        <translation>It can once it is registered and has had a line.</translation>
    </message>
</context>
<context>
    <name>TakeOverScreen</name>
    <message>
        <source>扫接力码</source>
        <translation>Scan the hand-over code</translation>
    </message>
    <message>
        <source>终端上打的那张纸，或群众手机里拍的码。</source>
        <translation>The slip of the terminal, or the code photographed by phone.</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>从头扫</source>
        <translation>Start over</translation>
    </message>
    <message>
        <source>扫完请本人刷身份证，
填好的才会显示。</source>
        <translation>Then the person lays down the ID card;
only after that the form is shown.</translation>
    </message>
</context>
<context>
    <name>TakeThings</name>
    <message>
        <source>拿走身份证和凭条</source>
        <translation>Take your card and receipt</translation>
    </message>
    <message>
        <source>请拿走凭条</source>
        <translation>Take your receipt</translation>
    </message>
    <message>
        <source>请拿走身份证</source>
        <translation>Take your ID card</translation>
    </message>
    <message>
        <source>身份证在读卡区，凭条在出纸口</source>
        <translation>Card on the reader, receipt in the slot</translation>
    </message>
    <message>
        <source>凭条还在出纸口</source>
        <translation>The receipt is still in the slot</translation>
    </message>
    <message>
        <source>身份证还在读卡区</source>
        <translation>The card is still on the reader</translation>
    </message>
    <message>
        <source>两张身份证都拿好</source>
        <translation>Take both ID cards</translation>
    </message>
    <message>
        <source>一张在读卡区，另一张也别落下</source>
        <translation>One is on the reader; mind the other</translation>
    </message>
</context>
<context>
    <name>TakeThingsScreen</name>
    <message>
        <source>您的信息已从屏幕上清掉。</source>
        <translation>Your details are gone from the screen.</translation>
    </message>
    <message>
        <source>没人来拿，会记下来，交工作人员保管</source>
        <translation>If nobody takes it, it is noted and staff keep it</translation>
    </message>
</context>
<context>
    <name>TextField</name>
    <message>
        <source>清除</source>
        <translation>Clear</translation>
    </message>
</context>
<context>
    <name>Ticket</name>
    <message>
        <source>到窗口办哪件事？</source>
        <translation>Which service at a window?</translation>
    </message>
    <message>
        <source>快办</source>
        <translation>Quick</translation>
    </message>
    <message>
        <source>拿好小票</source>
        <translation>Take your slip</translation>
    </message>
    <message>
        <source>上面有您的号。过号了也能办，到窗口说一声。</source>
        <translation>Your number is on it. Missed it? Just tell any window.</translation>
    </message>
    <message>
        <source>记下或拍下这个号</source>
        <translation>Remember this number</translation>
    </message>
    <message>
        <source>没取到号</source>
        <translation>No number came</translation>
    </message>
    <message>
        <source>现在取不了号</source>
        <translation>No numbers right now</translation>
    </message>
    <message>
        <source>网络断了。直接到窗口，不取号也能办。</source>
        <translation>The network is down. Go straight to a window, no number needed.</translation>
    </message>
    <message>
        <source>直接到窗口，不取号也能办。</source>
        <translation>Go straight to a window, no number needed.</translation>
    </message>
    <message>
        <source>再取一次</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>年纪大了</source>
        <translation>I am elderly</translation>
    </message>
    <message>
        <source>怀孕了</source>
        <translation>I am pregnant</translation>
    </message>
    <message>
        <source>行动不便</source>
        <translation>I have a disability</translation>
    </message>
    <message>
        <source>军人</source>
        <translation>I am a soldier</translation>
    </message>
    <message>
        <source>老人优先</source>
        <translation>Elderly</translation>
    </message>
    <message>
        <source>孕妇优先</source>
        <translation>Pregnant</translation>
    </message>
    <message>
        <source>行动不便优先</source>
        <translation>Disability</translation>
    </message>
    <message>
        <source>军人优先</source>
        <translation>Soldier</translation>
    </message>
    <message>
        <source>前面还有 %1 人</source>
        <translation>%1 before you</translation>
    </message>
    <message>
        <source>前面没有人</source>
        <translation>Nobody before you</translation>
    </message>
    <message>
        <source>大约等 %1 分钟</source>
        <translation>About %1 min</translation>
    </message>
    <message>
        <source>很快就到您</source>
        <translation>It is your turn soon</translation>
    </message>
    <message>
        <source>号取好了，小票没打出来。</source>
        <translation>The number is yours, only the slip did not print.</translation>
    </message>
    <message>
        <source>到点先叫您，来早了请稍等</source>
        <translation>You are called first when it is time</translation>
    </message>
    <message>
        <source>约的 %1</source>
        <translation>Booked %1</translation>
    </message>
</context>
<context>
    <name>TicketItemsScreen</name>
    <message>
        <source>不知道选哪个？直接到窗口问。</source>
        <translation>Not sure? Just ask at a window.</translation>
    </message>
    <message>
        <source>今天约过号</source>
        <translation>Booked for today</translation>
    </message>
    <message>
        <source>没找到今天在这里的预约</source>
        <translation>Nothing booked here for today</translation>
    </message>
</context>
<context>
    <name>TicketScreen</name>
    <message>
        <source>这是您的号</source>
        <translation>This is your number</translation>
    </message>
    <message>
        <source>取个号，到窗口办</source>
        <translation>Take a number for a window</translation>
    </message>
    <message>
        <source>正在取号</source>
        <translation>Getting your number</translation>
    </message>
    <message>
        <source>到窗口办</source>
        <translation>Go to a window</translation>
    </message>
    <message>
        <source>上一步</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Return</translation>
    </message>
    <message>
        <source>取号</source>
        <translation>Take a number</translation>
    </message>
    <message>
        <source>好了</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>要优先吗？自己说了算，不选也行</source>
        <translation>Priority? It is up to you, none is fine</translation>
    </message>
    <message>
        <source>正在取号，约 2 秒</source>
        <translation>Getting your number, about 2 s</translation>
    </message>
    <message>
        <source>取好就打小票。</source>
        <translation>Then the slip is printed.</translation>
    </message>
    <message>
        <source>正在打小票</source>
        <translation>Printing your slip</translation>
    </message>
    <message>
        <source>听到叫号，就到说的那个窗口。</source>
        <translation>When your number is called, go to the window that is named.</translation>
    </message>
    <message>
        <source>约的时间过了</source>
        <translation>Your time has passed</translation>
    </message>
    <message>
        <source>按现在的顺序叫您。</source>
        <translation>You queue from now.</translation>
    </message>
    <message>
        <source>约的时间过了，按现在的顺序叫您。</source>
        <translation>Your booked time has passed. You are called in today&apos;s order.</translation>
    </message>
</context>
<context>
    <name>ToCounter</name>
    <message>
        <source>转到窗口办</source>
        <translation>Go on at a counter</translation>
    </message>
</context>
<context>
    <name>Track</name>
    <message>
        <source>还没填办件编号</source>
        <translation>Please fill in the case number</translation>
    </message>
    <message>
        <source>要 4 位，还差 %1 位</source>
        <translation>4 characters, %1 missing</translation>
    </message>
    <message>
        <source>还没填后 4 位</source>
        <translation>Please fill in the last 4</translation>
    </message>
    <message>
        <source>编号 %1</source>
        <translation>Number %1</translation>
    </message>
    <message>
        <source>码读到了</source>
        <translation>The code was read</translation>
    </message>
</context>
<context>
    <name>TrackScreen</name>
    <message>
        <source>查进度</source>
        <translation>Track a case</translation>
    </message>
    <message>
        <source>编号在凭条上。</source>
        <translation>The number is on your receipt.</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>查一下</source>
        <translation>Look up</translation>
    </message>
    <message>
        <source>正在查，约 2 秒</source>
        <translation>Looking up, about 2 seconds</translation>
    </message>
    <message>
        <source>一两秒就好。</source>
        <translation>A second or two.</translation>
    </message>
    <message>
        <source>办件编号</source>
        <translation>Case number</translation>
    </message>
    <message>
        <source>比如 BM0120260318-0001</source>
        <translation>e.g. BM0120260318-0001</translation>
    </message>
    <message>
        <source>身份证号后 4 位</source>
        <translation>Last 4 of the ID number</translation>
    </message>
    <message>
        <source>4 位</source>
        <translation>4 characters</translation>
    </message>
    <message>
        <source>刷身份证</source>
        <translation>ID card</translation>
    </message>
    <message>
        <source>全部办件，还能补材料、打印结果</source>
        <translation>All cases, add documents, print results</translation>
    </message>
    <message>
        <source>没查到</source>
        <translation>Not found</translation>
    </message>
    <message>
        <source>编号或者后 4 位不对，照凭条再看一遍。</source>
        <translation>The number or the last 4 are wrong. Look at the receipt again.</translation>
    </message>
    <message>
        <source>再填身份证号后 4 位，就能看到办到哪了。</source>
        <translation>Now the last 4 characters of the ID number.</translation>
    </message>
    <message>
        <source>后 4 位不对，或者这件事还没传上来。</source>
        <translation>The last 4 are wrong, or the case has not arrived yet.</translation>
    </message>
    <message>
        <source>凭条上的码认出来了，编号不用填。</source>
        <translation>The code is known, no number to type.</translation>
    </message>
</context>
<context>
    <name>Trouble</name>
    <message>
        <source>没读出身份证</source>
        <translation>The card could not be read</translation>
    </message>
    <message>
        <source>放平，别晃，再放一次。</source>
        <translation>Lay it flat and still, once more.</translation>
    </message>
    <message>
        <source>再读一次</source>
        <translation>Read again</translation>
    </message>
    <message>
        <source>这件事不能用这种证</source>
        <translation>This card cannot be used here</translation>
    </message>
    <message>
        <source>换居民身份证再放一次。</source>
        <translation>Please use a resident ID card.</translation>
    </message>
    <message>
        <source>换证再放</source>
        <translation>Try another</translation>
    </message>
    <message>
        <source>这张身份证过期了</source>
        <translation>This card has expired</translation>
    </message>
    <message>
        <source>换没过期的证再放，或者先换证。</source>
        <translation>Use a valid card, or renew it first.</translation>
    </message>
    <message>
        <source>读卡器没反应</source>
        <translation>The reader does not answer</translation>
    </message>
    <message>
        <source>等几秒再试一次，不行就找人帮忙。</source>
        <translation>Try again in a few seconds, or get help.</translation>
    </message>
    <message>
        <source>再试一次</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>没看到您的脸</source>
        <translation>Your face was not seen</translation>
    </message>
    <message>
        <source>站到镜头前，正对着看。</source>
        <translation>Stand before the camera and look at it.</translation>
    </message>
    <message>
        <source>再看一次</source>
        <translation>Look again</translation>
    </message>
    <message>
        <source>没认出您</source>
        <translation>You were not recognised</translation>
    </message>
    <message>
        <source>摘下帽子和口罩，再看一次镜头。</source>
        <translation>Take off hat and mask, then look again.</translation>
    </message>
    <message>
        <source>现在没法认脸</source>
        <translation>Faces cannot be compared now</translation>
    </message>
    <message>
        <source>取不到证上的照片，请人当面看一下。</source>
        <translation>No photo from your card. Staff can check in person.</translation>
    </message>
    <message>
        <source>镜头没反应</source>
        <translation>The camera does not answer</translation>
    </message>
    <message>
        <source>网络断了</source>
        <translation>There is no network</translation>
    </message>
    <message>
        <source>填好的都在，连上了接着办。</source>
        <translation>What you filled in is kept. Go on once it is back.</translation>
    </message>
    <message>
        <source>没查到您的记录</source>
        <translation>No record was found</translation>
    </message>
    <message>
        <source>证没拿错的话，到窗口核一下。</source>
        <translation>If it is the right card, ask at the counter.</translation>
    </message>
    <message>
        <source>再查一次</source>
        <translation>Look again</translation>
    </message>
    <message>
        <source>没存上</source>
        <translation>It was not saved</translation>
    </message>
    <message>
        <source>填好的还在。先别走，再存一次。</source>
        <translation>It is all still here. Please stay and save again.</translation>
    </message>
    <message>
        <source>再存一次</source>
        <translation>Save again</translation>
    </message>
    <message>
        <source>没看到您转头</source>
        <translation>Your head did not turn</translation>
    </message>
    <message>
        <source>跟着提示慢慢转头，再来一次。</source>
        <translation>Follow the words and turn slowly. Once more.</translation>
    </message>
    <message>
        <source>再来一次</source>
        <translation>Again</translation>
    </message>
    <message>
        <source>条件没查成</source>
        <translation>The conditions could not be checked</translation>
    </message>
    <message>
        <source>看看驾驶证上的车型和日期填对没有，再查一次。</source>
        <translation>Look at the classes and dates of the licence, then try again.</translation>
    </message>
    <message>
        <source>录像停了</source>
        <translation>The film stopped</translation>
    </message>
    <message>
        <source>录下的都在。接着录，不行就找人帮忙。</source>
        <translation>What was filmed is kept. Go on, or get help.</translation>
    </message>
    <message>
        <source>接着录</source>
        <translation>Go on filming</translation>
    </message>
    <message>
        <source>代办人不满 18 周岁</source>
        <translation>Not 18 yet</translation>
    </message>
    <message>
        <source>请满 18 周岁的人来办。</source>
        <translation>Whoever acts for another must be 18.</translation>
    </message>
    <message>
        <source>这是代办人自己的证</source>
        <translation>This is your own card</translation>
    </message>
    <message>
        <source>放本人的证，没带就填下面的号码。</source>
        <translation>Put theirs here, or fill in their number below.</translation>
    </message>
    <message>
        <source>这台机器交不了委托材料</source>
        <translation>The paper cannot be handed in here</translation>
    </message>
    <message>
        <source>到窗口办，或请工作人员来看一下。</source>
        <translation>Go to a counter, or call a member of staff.</translation>
    </message>
    <message>
        <source>委托书没做成</source>
        <translation>The paper could not be made</translation>
    </message>
    <message>
        <source>请本人再签一次，不行就到窗口签。</source>
        <translation>They sign once more, or at a counter.</translation>
    </message>
    <message>
        <source>再签一次</source>
        <translation>Sign again</translation>
    </message>
    <message>
        <source>没付成</source>
        <translation>The payment did not go through</translation>
    </message>
    <message>
        <source>再试一次，或换个方式付。</source>
        <translation>Try again, or pay another way.</translation>
    </message>
    <message>
        <source>码过期了</source>
        <translation>The code has run out</translation>
    </message>
    <message>
        <source>没付就换个新码；付过了不用再付。</source>
        <translation>Not paid yet? Get a new code. Paid already? Do not pay again.</translation>
    </message>
    <message>
        <source>换个新码</source>
        <translation>New code</translation>
    </message>
    <message>
        <source>办件没读出来</source>
        <translation>The cases could not be read</translation>
    </message>
    <message>
        <source>不是没有，是这台机没读到。再试一次。</source>
        <translation>They are not gone, this machine could not read them. Try again.</translation>
    </message>
    <message>
        <source>网络断了，查不了</source>
        <translation>No network, cannot look up</translation>
    </message>
    <message>
        <source>刷身份证，能看在这台机上办的。</source>
        <translation>With your ID card you see the cases from this machine.</translation>
    </message>
    <message>
        <source>回上一步</source>
        <translation>Go back</translation>
    </message>
    <message>
        <source>要本人的身份证</source>
        <translation>Their ID card is needed</translation>
    </message>
    <message>
        <source>本人也来了，放他的证就能当场签。没来就到窗口办。</source>
        <translation>If they came along, place their card and they sign here. If not, go to a counter.</translation>
    </message>
    <message>
        <source>放本人的证</source>
        <translation>Place it</translation>
    </message>
    <message>
        <source>扫码口没反应</source>
        <translation>The scanner does not answer</translation>
    </message>
    <message>
        <source>等几秒再试一次。急着看就按编号查。</source>
        <translation>Wait a moment and try again, or use the number.</translation>
    </message>
    <message>
        <source>这张纸不是这位的</source>
        <translation>This slip is not this person&apos;s</translation>
    </message>
    <message>
        <source>请纸上这件事的本人刷证，替别人办的先选“替别人办”。</source>
        <translation>The person it is about lays down the card; who acts for them chooses that first.</translation>
    </message>
    <message>
        <source>填的太多，码里放不下</source>
        <translation>Too much was filled in for a code</translation>
    </message>
    <message>
        <source>回去接着办</source>
        <translation>Go on here</translation>
    </message>
    <message>
        <source>回去在这里办完，或直接到窗口填。</source>
        <translation>Go back and finish here, or fill it in at a counter.</translation>
    </message>
    <message>
        <source>码没做成</source>
        <translation>The code was not made</translation>
    </message>
    <message>
        <source>填好的还在。再试一次，不行就直接到窗口。</source>
        <translation>What you filled in is still here. Try again, or go to a counter.</translation>
    </message>
</context>
<context>
    <name>TwoAnswers</name>
    <message>
        <source>按 1 或 2</source>
        <translation>Press 1 or 2</translation>
    </message>
</context>
<context>
    <name>UnfinishedRow</name>
    <message>
        <source>%1 · %2 停下的</source>
        <translation>%1 · stopped at %2</translation>
    </message>
    <message>
        <source>%1 · %2 挂起</source>
        <translation>%1 · held %2</translation>
    </message>
    <message>
        <source>不办了</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>接着办</source>
        <translation>Go on</translation>
    </message>
</context>
<context>
    <name>Upkeep</name>
    <message>
        <source>中心平台不认这台机器</source>
        <translation>The centre does not know this machine</translation>
    </message>
    <message>
        <source>联系中心平台；要接着用，要一个新的登记码，运行 kiosk enrol</source>
        <translation>Call the centre; to go on, ask for a new enrolment code and run kiosk enrol</translation>
    </message>
    <message>
        <source>很久没有连上中心平台</source>
        <translation>The centre has not been reached for long</translation>
    </message>
    <message>
        <source>检查网线和中心地址，或用 kiosk export 把办件带到中心，再读回回执</source>
        <translation>Check the cable and the centre&apos;s address, or carry the cases to the centre with kiosk export and read its answer back</translation>
    </message>
    <message>
        <source>等着上报的办件太多</source>
        <translation>Too many cases wait to be sent</translation>
    </message>
    <message>
        <source>用 kiosk sync status 看为什么没送出去</source>
        <translation>See with kiosk sync status why they were not sent</translation>
    </message>
    <message>
        <source>磁盘快满了</source>
        <translation>The disk is nearly full</translation>
    </message>
    <message>
        <source>腾出磁盘空间或换大盘；已经保存的办件照常上报</source>
        <translation>Make room on the disk or fit a larger one; saved cases are sent as always</translation>
    </message>
    <message>
        <source>时钟倒退了</source>
        <translation>The clock went back</translation>
    </message>
    <message>
        <source>对时；连上中心，或用 kiosk export 到中心走一个来回，就会自动纠正</source>
        <translation>Set the clock; it is put right by itself once the centre is reached, or by a round trip to the centre with kiosk export</translation>
    </message>
    <message>
        <source>本机的钟差 %1 秒</source>
        <translation>This machine&apos;s clock is %1 s off</translation>
    </message>
    <message>
        <source>对时；记录已经按中心的时间</source>
        <translation>Set the clock; records carry the centre&apos;s time already</translation>
    </message>
    <message>
        <source>中心暂停了这台机器</source>
        <translation>The centre closed this machine</translation>
    </message>
    <message>
        <source>联系中心；中心解除后自动恢复</source>
        <translation>Call the centre; it goes on by itself when the centre opens it again</translation>
    </message>
</context>
<context>
    <name>UsesScreen</name>
    <message>
        <source>上一步</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>下一步</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>选一项，再往下办</source>
        <translation>Choose one to go on</translation>
    </message>
</context>
<context>
    <name>VisionTest</name>
    <message>
        <source>%1：%2，%3</source>
        <translation>%1: %2, %3</translation>
    </message>
    <message>
        <source>%1 这一行</source>
        <translation>Line %1</translation>
    </message>
    <message>
        <source>戴眼镜或隐形眼镜看吗？</source>
        <translation>With glasses or lenses?</translation>
    </message>
    <message>
        <source>戴</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>不戴</source>
        <translation>No</translation>
    </message>
    <message>
        <source>左</source>
        <translation>Left</translation>
    </message>
    <message>
        <source>上</source>
        <translation>Up</translation>
    </message>
    <message>
        <source>下</source>
        <translation>Down</translation>
    </message>
    <message>
        <source>右</source>
        <translation>Right</translation>
    </message>
    <message>
        <source>看不清</source>
        <translation>Not clear</translation>
    </message>
    <message>
        <source>按方向键；看不清按 0</source>
        <translation>Arrow keys; 0 if not clear</translation>
    </message>
    <message>
        <source>这只眼看不见</source>
        <translation>Blind eye</translation>
    </message>
    <message>
        <source>离屏幕太近，测不了</source>
        <translation>Too near to the screen to measure</translation>
    </message>
</context>
<context>
    <name>Waiting</name>
    <message>
        <source>等待上报</source>
        <translation>Waiting to be sent</translation>
    </message>
    <message>
        <source>都送到了</source>
        <translation>All sent</translation>
    </message>
    <message>
        <source>在等</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>等待上报 %1 件</source>
        <translation>%1 waiting to be sent</translation>
    </message>
    <message>
        <source>连不上中心，联上就送。东西都在本机，不会丢。</source>
        <translation>The centre cannot be reached. Everything is kept here and goes at once when it can.</translation>
    </message>
    <message>
        <source>看下面的原因，处理好再用 kiosk sync release 重新送。</source>
        <translation>See the reasons below; when settled, send again with kiosk sync release.</translation>
    </message>
    <message>
        <source>%1 再试</source>
        <translation>Next try %1</translation>
    </message>
    <message>
        <source>正在送。</source>
        <translation>Being sent.</translation>
    </message>
    <message>
        <source>查清原因，处理好再用 kiosk sync release 重新送。</source>
        <translation>Find the cause; when settled, send again with kiosk sync release.</translation>
    </message>
    <message>
        <source>试过 %1 次</source>
        <translation>tried %1 times</translation>
    </message>
    <message>
        <source>要人看</source>
        <translation>Needs a person</translation>
    </message>
    <message>
        <source>等着再试</source>
        <translation>Will be tried again</translation>
    </message>
    <message>
        <source>%1：%2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>中心没有说原因</source>
        <translation>the centre gave no reason</translation>
    </message>
    <message>
        <source>中心没有这个事项</source>
        <translation>the centre does not know this item</translation>
    </message>
    <message>
        <source>中心已有这个办件，内容不同</source>
        <translation>the centre has this case with other content</translation>
    </message>
    <message>
        <source>这个编号在中心已经用过</source>
        <translation>this number is used already at the centre</translation>
    </message>
    <message>
        <source>这个编号在中心归别的工作站</source>
        <translation>this number is another station&apos;s at the centre</translation>
    </message>
    <message>
        <source>这个上报号在中心已经用过，内容不同</source>
        <translation>this event id is used already, with other content</translation>
    </message>
    <message>
        <source>这个顺序号在中心已经用过</source>
        <translation>this sequence number is used already at the centre</translation>
    </message>
    <message>
        <source>中心还不认识这种上报</source>
        <translation>the centre does not know this kind of event yet</translation>
    </message>
    <message>
        <source>中心没有这个办件</source>
        <translation>the centre does not have this case</translation>
    </message>
    <message>
        <source>中心已有这个办件的评价</source>
        <translation>the centre has an evaluation of this case</translation>
    </message>
    <message>
        <source>中心已登记过这张证明</source>
        <translation>the centre has registered this document</translation>
    </message>
    <message>
        <source>中心没有收</source>
        <translation>the centre did not take it</translation>
    </message>
    <message>
        <source>中心没有正常回答</source>
        <translation>the centre did not answer properly</translation>
    </message>
    <message>
        <source>附件</source>
        <translation>Attachment</translation>
    </message>
    <message>
        <source>办件</source>
        <translation>Case</translation>
    </message>
    <message>
        <source>%1 件要人看</source>
        <translation>%1 for a person</translation>
    </message>
    <message>
        <source>%1 起</source>
        <translation>since %1</translation>
    </message>
    <message>
        <source>这件事不能代办，中心没有收</source>
        <translation>Not taken: this has to be done in person</translation>
    </message>
    <message>
        <source>代办人和本人是同一个人，中心没有收</source>
        <translation>Not taken: agent and applicant are the same person</translation>
    </message>
    <message>
        <source>代办人不满 18 周岁，中心没有收</source>
        <translation>Not taken: the agent is under 18</translation>
    </message>
    <message>
        <source>本人要监护人代办，中心没有收</source>
        <translation>Not taken: a guardian has to act</translation>
    </message>
    <message>
        <source>没有委托书或监护证明，中心没有收</source>
        <translation>Not taken: no power of attorney or proof of guardianship</translation>
    </message>
    <message>
        <source>这件事代办要读本人的身份证，中心没有收</source>
        <translation>Not taken: the applicant&apos;s card must be read</translation>
    </message>
    <message>
        <source>代办人的信息不对，中心没有收</source>
        <translation>Not taken: the agent&apos;s data is wrong</translation>
    </message>
    <message>
        <source>附件的封装中心打不开</source>
        <translation>the centre cannot open the seal of the attachment</translation>
    </message>
    <message>
        <source>附件的大小和登记的不一样</source>
        <translation>the attachment is not as long as declared</translation>
    </message>
    <message>
        <source>附件的内容和登记的不一样</source>
        <translation>the attachment is not what was declared</translation>
    </message>
    <message>
        <source>附件比登记的长</source>
        <translation>the attachment is longer than declared</translation>
    </message>
    <message>
        <source>附件太大，中心收不下</source>
        <translation>the attachment is too large for the centre</translation>
    </message>
</context>
<context>
    <name>WaitingRows</name>
    <message>
        <source>要看一下的</source>
        <translation>To be seen to</translation>
    </message>
    <message>
        <source>没办完的</source>
        <translation>Not finished</translation>
    </message>
    <message>
        <source>填好的都在。接着办，或者不办了就清掉。</source>
        <translation>All that was filled in is here. Go on, or clear it away.</translation>
    </message>
</context>
</TS>
